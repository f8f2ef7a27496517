//! `explain`: what the registries know, one entry at a time.

use crate::cli::{FINE, wrong_use};
use crate::diag::did_you_mean;
use crate::reference::{Topic, topics};
use crate::report::say;

/// Explains one thing, or lists all.
pub(super) fn run(name: Option<&str>) -> u8 {
    let topics = topics();
    let Some(name) = name else {
        list(&topics);
        return FINE;
    };
    let bare = |topic: &Topic| topic.name.trim_matches(|sign| "[!]:".contains(sign)).to_lowercase();
    let wanted = name.trim_matches(|sign| "[!]:".contains(sign)).to_lowercase();
    let found: Vec<&Topic> =
        topics.iter().filter(|topic| topic.name == name || bare(topic) == wanted).collect();
    if found.is_empty() {
        let hint = did_you_mean(name, topics.iter().map(|topic| topic.name.as_str()));
        let hint =
            hint.unwrap_or_else(|| "`onrecord explain` lists everything that can be explained".to_owned());
        return wrong_use(&format!("there is nothing called `{name}`"), &hint);
    }
    for topic in found {
        say(format_args!("# {} ({})\n\n{}\n", topic.name, topic.kind, topic.text.trim_end()));
    }
    FINE
}

fn list(topics: &[Topic]) {
    let mut kind = "";
    for topic in topics {
        if topic.kind != kind {
            kind = topic.kind;
            say(format_args!("\n{kind}:\n"));
        }
        say(format_args!("  {:<28} {}\n", topic.name, topic.summary));
    }
}
