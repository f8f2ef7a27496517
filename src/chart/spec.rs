//! The registry of forms; a chart as written -> a drawing.
