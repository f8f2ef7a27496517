use super::*;

#[test]
fn numbers_of_pages_are_written_in_each_style() {
    let label = |style: &[u8], nth| {
        Numbering { from: 0, style: style.to_vec(), prefix: "A-".to_owned(), first: 4 }.label(nth)
    };
    assert_eq!([label(b"D", 0), label(b"r", 5), label(b"R", 0)], ["A-4", "A-ix", "A-IV"]);
    assert_eq!([label(b"A", 0), label(b"a", 23), label(b"", 9)], ["A-D", "A-aa", "A-"]);
}
