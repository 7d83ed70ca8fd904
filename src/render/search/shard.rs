//! The dictionary in files small enough to be fetched for one word: shards by
//! the first letters of words, and the long lists of postings beside them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;

use super::gather::{Group, Posting};
use super::mark;

/// About how many bytes a shard of the dictionary holds at most.
pub(super) const SHARD: usize = 8_000;

/// So many postings stand in the dictionary itself.
const INLINE: usize = 32;

/// Of a word that stands in more documents, those are kept that say most of it.
pub(super) const LONGEST: usize = 2_000;

/// Letters of a mark in a file's name.
pub(super) const MARK: u32 = 10;

/// The files of the dictionary.
pub(super) struct Shards {
    /// The shards: the beginning that their words share, and their marks.
    pub(super) names: BTreeMap<String, String>,
    /// All files: their names and what they hold, sorted.
    pub(super) files: BTreeMap<String, String>,
}

/// Writes the groups into shards. Linear in what is written.
pub(super) fn shards(groups: &[Group], pages: usize) -> Shards {
    let entries: Vec<(String, Option<(String, String)>)> =
        groups.par_iter().map(|group| entry(group, pages)).collect();
    let mut files = BTreeMap::new();
    let mut written = Vec::with_capacity(entries.len());
    for (text, list) in entries {
        written.push(text);
        files.extend(list);
    }
    // A group stands with each of its words; most words share a beginning
    // with their stem's other words, and so one shard.
    let mut words: Vec<(&str, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(index, group)| group.words.iter().map(move |word| (&**word, index)))
        .collect();
    words.par_sort_unstable();
    let mut names = BTreeMap::new();
    split("", &words, &written, &mut |prefix, text| {
        let mark = mark(&text, MARK);
        files.insert(format!("w/{mark}"), text);
        names.insert(prefix.to_owned(), mark);
    });
    Shards { names, files }
}

/// Makes one shard of words that begin with `prefix`, or more where one would
/// be too large, each of the words that share one letter more.
fn split(
    prefix: &str,
    words: &[(&str, usize)],
    written: &[String],
    add: &mut impl FnMut(&str, String),
) {
    let mut groups: Vec<usize> = words.iter().map(|(_, group)| *group).collect();
    groups.sort_unstable();
    groups.dedup();
    let size: usize = groups.iter().map(|group| written[*group].len() + 1).sum();
    let whole = words.partition_point(|(word, _)| *word == prefix);
    if size <= SHARD || whole == words.len() {
        if !words.is_empty() {
            let entries: Vec<&str> = groups.iter().map(|group| &*written[*group]).collect();
            add(prefix, format!("[{}]", entries.join(",")));
        }
        return;
    }
    // The word that is the beginning itself cannot be told further.
    let (itself, longer) = words.split_at(whole);
    split(prefix, itself, written, add);
    let letter = |word: &str| word[prefix.len()..].chars().next();
    for words in longer.chunk_by(|(a, _), (b, _)| letter(a) == letter(b)) {
        let length = letter(words[0].0).map_or(0, char::len_utf8);
        let next = &words[0].0[..prefix.len() + length];
        split(next, words, written, add);
    }
}

/// A group as it stands in its shard, and the file of its list if that is
/// long: `["sleep sleeping",12,[0,81,2,…]]`. Behind it, 1 says that the words
/// say little.
fn entry(group: &Group, pages: usize) -> (String, Option<(String, String)>) {
    let on_page = |posting: &Posting| (posting.document as usize) < pages;
    let count = group.postings.partition_point(on_page);
    let list = list(&group.postings);
    let words = serde_json::Value::from(group.words.join(" "));
    let little = if group.says_little { ",1" } else { "" };
    if group.postings.len() <= INLINE {
        return (format!("[{words},{count},{list}{little}]"), None);
    }
    let name = format!("l/{}", mark(&list, MARK));
    (
        format!("[{words},{count},\"{name}\"{little}]"),
        Some((name, list)),
    )
}

/// Postings as numbers in a row: how many documents further, weight, piece.
fn list(postings: &[Posting]) -> String {
    let chosen;
    let postings = if postings.len() > LONGEST {
        chosen = weightiest(postings);
        &chosen
    } else {
        postings
    };
    let mut list = String::with_capacity(8 * postings.len() + 2);
    list.push('[');
    let mut last = 0;
    for posting in postings {
        let gap = posting.document - last;
        last = posting.document;
        let _ = write!(list, "{gap},{},{},", posting.weight, posting.piece);
    }
    list.pop();
    list.push(']');
    list
}

/// The weightiest postings, in the order of the documents.
fn weightiest(postings: &[Posting]) -> Vec<Posting> {
    let mut all = postings.to_vec();
    let key = |posting: &Posting| (u8::MAX - posting.weight, posting.document);
    all.select_nth_unstable_by_key(LONGEST - 1, key);
    all.truncate(LONGEST);
    all.sort_unstable_by_key(|posting| posting.document);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(words: &[&str], documents: std::ops::Range<u32>) -> Group {
        Group {
            words: words.iter().map(|word| (*word).into()).collect(),
            postings: documents
                .map(|document| Posting {
                    document,
                    piece: 0,
                    weight: (document % 90) as u8 + 1,
                })
                .collect(),
            says_little: words.contains(&"which"),
        }
    }

    #[test]
    fn a_small_dictionary_is_one_shard() {
        let shards = shards(&[group(&["nap", "naps"], 0..2), group(&["which"], 1..3)], 2);
        let names: Vec<_> = shards.names.keys().map(String::as_str).collect();
        assert_eq!(names, [""]);
        let text = shards.files.values().next().unwrap();
        assert_eq!(
            text,
            r#"[["nap naps",2,[0,1,0,1,2,0]],["which",1,[1,2,0,1,3,0],1]]"#
        );
    }

    #[test]
    fn no_shard_is_large_and_each_word_is_in_the_shard_of_its_beginning() {
        let words: Vec<String> = (0..6_000)
            .map(|number| format!("{}word{number}", ["a", "ab", "é", "睡"][number % 4]))
            .chain(["a".to_owned(), "ab".to_owned()])
            .collect();
        let mut groups: Vec<Group> = words.iter().map(|word| group(&[word], 0..3)).collect();
        groups.push(group(&["go", "went"], 0..3));
        let shards = shards(&groups, 3);
        assert!(shards.names.len() > 20, "{:?}", shards.names.keys());
        for text in shards.files.values() {
            assert!(text.len() <= SHARD + 2, "{}", text.len());
        }
        for word in words.iter().map(String::as_str).chain(["go", "went"]) {
            // As the script looks it up.
            let (end, _) = word
                .char_indices()
                .map(|(at, c)| (at + c.len_utf8(), c))
                .chain([(0, ' ')])
                .filter(|(end, _)| shards.names.contains_key(&word[..*end]))
                .max()
                .unwrap();
            let shard = &shards.files[&format!("w/{}", shards.names[&word[..end]])];
            let found = shard.split(['"', ' ']).any(|part| part == word);
            assert!(found, "{word} is not in {}", &word[..end]);
        }
    }

    #[test]
    fn long_lists_stand_apart_and_keep_what_is_weightiest() {
        let shards = shards(&[group(&["sleep"], 0..5_000)], 5_000);
        assert_eq!(shards.files.len(), 2);
        let list = &shards.files[shards.files.keys().next().unwrap()];
        let numbers: Vec<u32> = serde_json::from_str(list).unwrap();
        assert_eq!(numbers.len(), 3 * LONGEST);
        let lightest = numbers.chunks(3).map(|posting| posting[1]).min();
        assert_eq!(lightest, Some(54), "the others weigh no more");
        let last: u32 = numbers.chunks(3).map(|posting| posting[0]).sum();
        assert!(last < 5_000 && list.len() < 20_000);
    }

    #[test]
    fn an_edit_changes_the_files_of_its_words_only() {
        let words: Vec<String> = (0..4_000).map(|number| format!("{number}")).collect();
        let mut groups: Vec<Group> = words.iter().map(|word| group(&[word], 0..3)).collect();
        let before = shards(&groups, 3).files;
        groups[1_234].postings[0].weight = 9;
        let after = shards(&groups, 3).files;
        let changed = after.keys().filter(|name| !before.contains_key(*name));
        assert_eq!(changed.count(), 1);
    }
}
