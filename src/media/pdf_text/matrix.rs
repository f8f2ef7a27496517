//! Transformations of the plane (ISO 32000-2, 8.3.3).

use lopdf::Object;

use super::font::number;

/// `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
}

impl Default for Matrix {
    fn default() -> Self {
        Matrix { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 }
    }
}

impl Matrix {
    /// Of six numbers; what is missing changes nothing.
    pub(super) fn read(numbers: &[Object]) -> Self {
        let mut six = numbers.iter().map(|object| number(object).unwrap_or(0.0));
        match [six.next(), six.next(), six.next(), six.next(), six.next(), six.next()] {
            [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f)] => Matrix { a, b, c, d, e, f },
            _ => Matrix::default(),
        }
    }

    /// Moves everything.
    pub(super) fn shift(x: f64, y: f64) -> Self {
        Matrix { e: x, f: y, ..Matrix::default() }
    }

    /// First this one, then the other.
    pub(super) fn then(&self, next: &Matrix) -> Self {
        Matrix {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    /// Where a point goes.
    pub(super) fn point(&self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// Where a direction goes.
    pub(super) fn direction(&self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y, self.b * x + self.d * y)
    }
}
