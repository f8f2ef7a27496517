//! Numbers and words as markup has them, pushed without a formatter: a page of charts is mostly numbers.

/// Hundredths of a per cent as a share of the width.
pub(crate) fn push_share(svg: &mut String, hundredths: i32) {
    push_number(svg, hundredths);
    if hundredths != 0 {
        svg.push('%');
    }
}

/// Hundredths as a number, with as few digits as it has.
pub(crate) fn push_number(svg: &mut String, hundredths: i32) {
    if hundredths < 0 {
        svg.push('-');
    }
    let size = hundredths.unsigned_abs();
    let (whole, rest) = (size / 100, size % 100);
    push_digits(svg, whole);
    if rest != 0 {
        svg.push('.');
        push_digit(svg, rest / 10);
        if rest % 10 != 0 {
            push_digit(svg, rest % 10);
        }
    }
}

/// A whole number.
pub(crate) fn push_integer(svg: &mut String, number: i32) {
    if number < 0 {
        svg.push('-');
    }
    push_digits(svg, number.unsigned_abs());
}

fn push_digits(svg: &mut String, number: u32) {
    let mut power = 1;
    while number / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        push_digit(svg, number / power % 10);
        power /= 10;
    }
}

fn push_digit(svg: &mut String, digit: u32) {
    svg.push(char::from_digit(digit, 10).unwrap_or('0'));
}

/// Hundredths of a px as a number of px, for markup that is formatted.
pub(crate) struct Number(pub(crate) i32);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut number = String::with_capacity(12);
        push_number(&mut number, self.0);
        f.write_str(&number)
    }
}

/// Words as [`push_escaped`] writes them, for markup that is formatted.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut words = String::with_capacity(self.0.len());
        push_escaped(&mut words, self.0);
        f.write_str(&words)
    }
}

/// Words as they stand in markup: signs of markup replaced, those that XML 1.0 (section 2.2) excludes left out.
pub(crate) fn push_escaped(svg: &mut String, words: &str) {
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte) && !matches!(byte, b'&' | b'<' | b'>' | b'"');
    if words.bytes().all(is_plain) {
        return svg.push_str(words);
    }
    for letter in words.chars() {
        match letter {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            '\t' | '\n' | '\r' => svg.push(' '),
            '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => svg.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_few_digits_as_they_need() {
        let written = [0, 100, 150, 155, 105, -250, 1, -7, i32::MIN].map(|number| {
            let mut text = String::new();
            push_number(&mut text, number);
            text
        });
        assert_eq!(written, ["0", "1", "1.5", "1.55", "1.05", "-2.5", "0.01", "-0.07", "-21474836.48"]);
        let mut shares = String::new();
        [10_000, 0].into_iter().for_each(|share| push_share(&mut shares, share));
        assert_eq!(shares, "100%0");
    }

    #[test]
    fn words_cannot_break_out_of_markup() {
        let mut text = String::new();
        push_escaped(&mut text, "a<b>&\"c\"\u{0}\u{b}\n\u{1b}d");
        push_escaped(&mut text, " é\u{85}");
        assert_eq!(text, "a&lt;b&gt;&amp;&quot;c&quot; d é");
    }
}
