//! CSS in an SVG: refused where it loads something, else published without its comments.

use crate::media::svg::links;

/// Words that load or run something, in any place of a style sheet; escapes are resolved before they are looked for.
const REFUSED: &[&str] =
    &["@import", "expression(", "-moz-binding", "behavior:", "javascript:", "image-set(", "image(", "src("];

/// What is wrong with a style sheet, a declaration or the value of an attribute: the words to show.
pub(crate) fn fault(css: &str) -> Option<String> {
    if !css.contains(['(', '\\', '@', ':']) {
        return None;
    }
    // Without comments nothing hides between two letters; with them nothing hides behind a quote that is none.
    [plain(css), plain(&without_comments(css))].iter().find_map(|css| fault_of_plain(css))
}

fn fault_of_plain(css: &str) -> Option<String> {
    if let Some(word) = REFUSED.iter().find(|word| css.contains(**word)) {
        return Some((*word).to_owned());
    }
    let mut rest = css;
    while let Some((_, after)) = rest.split_once("url(") {
        let address = after.split(')').next().unwrap_or_default();
        let address = address.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        if !links::is_inside(address) {
            return Some(format!("url({})", links::shown(address)));
        }
        rest = after;
    }
    None
}

/// In lower case, with escapes resolved as CSS does (Syntax 3, 4.3.7), and without what URLs pass over.
fn plain(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut letters = css.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        let mut code = 0_u32;
        let mut digits = 0;
        while let Some(digit) = letters.peek().and_then(|c| c.to_digit(16)).filter(|_| digits < 6) {
            code = code << 4 | digit;
            digits += 1;
            letters.next();
        }
        match digits {
            0 => out.extend(letters.next()),
            _ => {
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                letters.next_if(|c| c.is_ascii_whitespace());
            }
        }
    }
    out.to_lowercase()
}

/// The style sheet without its comments; what looks like one inside quotes stays.
pub(crate) fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut letters = css.chars().peekable();
    let mut quote = None;
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '/') if letters.peek() == Some(&'*') => {
                letters.next();
                let mut last = ' ';
                while let Some(next) = letters.next().filter(|next| (last, *next) != ('*', '/')) {
                    last = next;
                }
                continue;
            }
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            (_, '\\') => {
                out.push(letter);
                out.extend(letters.next());
                continue;
            }
            _ => {}
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loads_is_found_in_every_disguise() {
        for css in [
            "@import 'a.css';",
            "@\\69mport 'a.css'",
            "@im/* */port 'a.css'",
            "a{fill:url(http://example.org/x)}",
            "a{fill:URL( \"//example.org/x\" )}",
            "a{fill:u\\72l(x.svg#a)}",
            "a{fill:\\000075rl(x.svg)}",
            "a{fill:url(\n'x.svg')}",
            "a{fill:url(#ok);stroke:url(data:image/svg+xml,x)}",
            "a{content:'/*'; fill:url(x) /* ' */}",
            "a{background:image-set('x.png' 1x)}",
            "a{width:expression(alert(1))}",
            "a{-moz-binding:none}",
            "url(",
        ] {
            assert!(fault(css).is_some(), "{css}");
        }
    }

    #[test]
    fn what_only_draws_is_not() {
        for css in [
            "",
            ".a{fill:#fff;filter:url(#shade)} .b{mask:url( '#m' )}",
            "@media (max-width:10px){a{transform:rotate(3deg)}}",
            "@font-face{font-family:x;src:local('Arial')}",
            "a{font-family:'Import \\201c url'}",
        ] {
            assert_eq!(fault(css), None, "{css}");
        }
    }

    #[test]
    fn comments_go_and_texts_stay() {
        let css = "/* by A. Person */a{content:'/*x*/'}/* end";
        assert_eq!(without_comments(css), "a{content:'/*x*/'}");
        assert_eq!(without_comments("a/**/b/***/c/*/x*/d"), "abcd");
    }
}
