//! Phrases as an editor writes them in the word files, and tables of them.
//!
//! A line is a row of slots: a word, alternatives (`may|might`), a slot that may be missing (`[also|just]`), any word
//! (`_`), a class (`<ing>`), up to seven words (`...`). `$` at the end: nothing may follow. `>` at the end: what
//! follows is the content of what was said, not a new statement. In go words that are already numbered; out comes
//! where a match ends. No text is looked at.

mod table;

use super::class::{Class, Classes};
use super::token::{Kind, Token, bit};

pub(crate) use table::Table;

/// How many words `...` may stand for.
const GAP: usize = 7;

#[derive(Clone, Debug)]
enum Slot {
    One {
        ids: Vec<u32>,
        /// The numbers as bits: most other words are told apart by them.
        bits: u128,
        classes: Classes,
        any: bool,
        optional: bool,
    },
    /// Up to so many words, no comma among them: slots for any word that may be missing, one after the other.
    Few(usize),
    Gap,
    End,
}

/// One line of a phrase table.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    slots: Vec<Slot>,
    open: bool,
}

/// What a word has to be, as a quick look tells: most phrases end at their second word.
#[derive(Clone, Copy, Debug)]
enum Look {
    /// Anything, or nothing at all.
    Free,
    /// One of these numbers, by their bits, or of these classes.
    One { bits: u128, classes: Classes },
}

impl Look {
    /// What the word at which `slots` begin has to be.
    fn at(slots: &[Slot]) -> Look {
        let mut all = 0;
        let mut among = Classes::NONE;
        for slot in slots {
            let Slot::One {
                bits,
                classes,
                any: false,
                optional,
                ..
            } = slot
            else {
                return Look::Free;
            };
            all |= bits;
            among = among.union(*classes);
            if !optional {
                return Look::One {
                    bits: all,
                    classes: among,
                };
            }
        }
        Look::Free
    }

    fn may_be(self, token: Option<&Token>) -> bool {
        match self {
            Look::Free => true,
            Look::One { bits, classes } => {
                token.is_some_and(|token| bits & bit(token.id) != 0 || token.classes.meets(classes))
            }
        }
    }
}

/// The two words with the fewest alternatives in what remains of a phrase: without them the phrase is nowhere.
#[derive(Clone, Copy, Debug)]
struct Needs([u128; 2]);

impl Needs {
    /// What is needed behind the first slot of `slots` and the one that a look at the next word has told of.
    fn behind(slots: &[Slot], second: Look) -> Needs {
        let mut rarest = [u128::MAX; 2];
        let mut seen = matches!(second, Look::Free);
        for slot in slots.iter().skip(1) {
            let Slot::One {
                bits,
                classes,
                any: false,
                optional: false,
                ..
            } = slot
            else {
                continue;
            };
            if !seen {
                seen = true;
            } else if *classes == Classes::NONE && bits.count_ones() < rarest[0].count_ones() {
                rarest = [*bits, rarest[0]];
            } else if *classes == Classes::NONE && bits.count_ones() < rarest[1].count_ones() {
                rarest[1] = *bits;
            }
        }
        Needs(rarest)
    }

    fn may_be_met(self, ahead: u128) -> bool {
        self.0[0] & ahead != 0 && self.0[1] & ahead != 0
    }
}

impl Phrase {
    /// Reads a line; `number` gives each word its number.
    pub(crate) fn read(line: &str, number: &mut dyn FnMut(&str) -> u32) -> Phrase {
        let mut phrase = Phrase {
            slots: Vec::new(),
            open: false,
        };
        for slot in pieces(line) {
            match slot {
                "..." => phrase.slots.push(Slot::Gap),
                "[_]" => match phrase.slots.last_mut() {
                    Some(Slot::Few(most)) => *most += 1,
                    _ => phrase.slots.push(Slot::Few(1)),
                },
                "$" => phrase.slots.push(Slot::End),
                ">" => phrase.open = true,
                _ => {
                    let inner = slot
                        .strip_prefix('[')
                        .and_then(|rest| rest.strip_suffix(']'));
                    let mut ids = Vec::new();
                    let mut classes = Classes::NONE;
                    let mut any = false;
                    for choice in inner.unwrap_or(slot).split('|') {
                        let class = choice
                            .strip_prefix('<')
                            .and_then(|rest| rest.strip_suffix('>'));
                        if choice == "_" {
                            any = true;
                        } else if let Some(class) = class {
                            classes = classes.union(class_of(class));
                        } else {
                            ids.push(number(choice));
                        }
                    }
                    ids.sort_unstable();
                    phrase.slots.push(Slot::One {
                        bits: ids.iter().fold(0, |bits, id| bits | bit(*id)),
                        ids,
                        classes,
                        any,
                        optional: inner.is_some(),
                    });
                }
            }
        }
        phrase
    }
}

/// Phrases name a class of nouns without the word "noun".
fn class_of(name: &str) -> Classes {
    match name {
        "page" | "display" | "org" | "info" | "publisher" => {
            Class::named(&format!("{name} noun")).map_or(Classes::NONE, Classes::of)
        }
        _ => Class::named(name).map_or(Classes::NONE, Classes::of),
    }
}

/// Splits a line at its spaces, `[...]` and `<...>` kept whole.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = None;
    let mut depth = 0_u32;
    for (at, c) in line.char_indices() {
        match c {
            '[' | '<' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '>' if depth > 0 => depth -= 1,
            _ => {}
        }
        if c == ' ' && depth == 0 {
            if let Some(from) = start.take() {
                pieces.extend(line.get(from..at));
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        pieces.extend(line.get(from..));
    }
    pieces
}

fn end_of(slots: &[Slot], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else {
        return Some(at);
    };
    match slot {
        Slot::End => tokens
            .get(at..)
            .is_none_or(|rest| {
                rest.iter()
                    .all(|token| matches!(token.kind, Kind::Break(_)))
            })
            .then_some(at),
        Slot::Gap => (at..=tokens.len().min(at + GAP)).find_map(|next| end_of(rest, tokens, next)),
        Slot::Few(most) => {
            let mut longest = end_of(rest, tokens, at);
            for next in at + 1..=at + most {
                if tokens.get(next - 1).is_none_or(Token::is_comma) {
                    break;
                }
                longest = longest.max(end_of(rest, tokens, next));
            }
            longest
        }
        Slot::One {
            ids,
            bits,
            classes,
            any,
            optional,
        } => {
            let fits = tokens.get(at).is_some_and(|token| {
                (*any && token.kind != Kind::Comma)
                    || token.classes.meets(*classes)
                    || bits & bit(token.id) != 0 && holds(ids, token.id)
            });
            let taken = if fits {
                end_of(rest, tokens, at + 1)
            } else {
                None
            };
            let skipped = if *optional {
                end_of(rest, tokens, at)
            } else {
                None
            };
            taken.max(skipped)
        }
    }
}

/// Is the word one of the sorted alternatives?
fn holds(ids: &[u32], id: u32) -> bool {
    if ids.len() > 8 {
        ids.binary_search(&id).is_ok()
    } else {
        ids.contains(&id)
    }
}
