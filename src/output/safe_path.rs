//! Which paths may be written into the output folder: those that stay inside it, mean the same on
//! every system, and are not kept for somebody else. Asked of every artifact, and of every line of a
//! manifest, which anybody may have edited.

/// The name of our manifest, at the top of the output.
pub(super) const MANIFEST: &str = ".wellsourced";

/// Whether a path may be written into the output folder, and why not.
pub(super) fn check(path: &str) -> Result<(), &'static str> {
    if path.chars().any(char::is_control) {
        return Err("it has a control character in it");
    }
    if path.contains('\\') {
        return Err("it has a backslash in it");
    }
    if path.contains(':') {
        return Err("it has a colon in it, which not every system allows");
    }
    if path.starts_with('/') {
        return Err("it is not relative to the output folder");
    }
    for part in path.split('/') {
        match part {
            "" => return Err("a part of it is empty"),
            "." | ".." => return Err("it has . or .. in it"),
            _ => {}
        }
    }
    let first = path.split('/').next().unwrap_or(path);
    if first.eq_ignore_ascii_case(".git") {
        return Err("the folder .git belongs to Git");
    }
    if first.eq_ignore_ascii_case(MANIFEST) {
        return Err("this is the name of wellsourced's own list of files");
    }
    Ok(())
}
