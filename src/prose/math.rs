//! TeX -> MathML.
