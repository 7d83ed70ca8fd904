//! wellsourced compiles a guide written in Markdown into a linked static site
//! and refuses to publish a claim that cites no listed source.
//!
//! The modules are the way a page takes, from the ground up; each imports only
//! from the ones above it in this list:
//!
//! | module | what it holds |
//! |---|---|
//! | [`text`] | a file's text, spans, lines and columns |
//! | [`diagnostic`] | what we say to an editor, and in which format |
//! | [`yaml`] | YAML values that know their place |
//! | [`config`] | `site.yaml` |
//! | [`bibliography`] | the library of sources |
//! | [`document`] | one Markdown file, read |
//! | [`claim`] | sentences, which of them are claims, what covers them |
//! | [`site`] | the whole guide, linked |
//! | [`check`], [`render`] | the rules; the files of the site |
//! | [`output`] | the files put on the disk |
//! | [`engine`] | all of it from a snapshot of inputs, without touching the disk |
//! | [`command`] | the verbs of the command line |

pub mod bibliography;
pub mod check;
pub mod claim;
pub mod command;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod output;
pub mod render;
pub mod site;
pub mod text;
pub mod workspace;
pub mod yaml;
