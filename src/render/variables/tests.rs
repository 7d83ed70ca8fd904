use super::*;

/// All that are documented, in their order.
fn all() -> impl Iterator<Item = &'static Template> {
    std::iter::once(&BASE).chain(&TEMPLATES).chain(&SITEMAPS)
}

#[test]
fn every_template_of_the_default_theme_is_told_of() {
    let texts = theme::templates();
    for (name, text) in &texts {
        let part = name.starts_with("parts/");
        let documented = all().any(|template| template.name == name);
        let included = texts
            .iter()
            .any(|(_, text)| included(text).any(|part| part == name));
        assert!(
            documented || part && included,
            "nothing says when {name} is rendered"
        );
        assert_eq!(
            text.matches("{% block").count() + text.matches("{%- block").count(),
            blocks(text).len(),
            "{name}"
        );
    }
    for template in all() {
        assert_ne!(text_of(&texts, template.name), "", "{}", template.name);
    }
}

#[test]
fn every_variable_says_what_it_is() {
    for template in all() {
        for variable in template.variables() {
            let whole = variable.about.ends_with('.') && !variable.kind.starts_with(',');
            assert!(
                whole && !variable.kind.is_empty(),
                "{}: {variable:?}",
                template.name
            );
        }
    }
}

#[test]
fn blocks_know_what_is_around_them_and_in_them() {
    let text = "{% extends \"base.html\" %}{%- block a -%}{% block b %}{% include \"parts/x.html\" -%}\
                {% endblock b %}{% endblock a %}{% block c %}{% endblock %}";
    let found: Vec<_> = blocks(text)
        .into_iter()
        .map(|block| (block.name, block.within, block.parts))
        .collect();
    assert_eq!(
        found,
        [
            ("a", None, vec![]),
            ("b", Some("a"), vec!["parts/x.html"]),
            ("c", None, vec![])
        ]
    );
    assert_eq!(extended(text), Some("base.html"));
}

#[test]
fn the_default_templates_use_nothing_that_is_not_told() {
    let texts = theme::templates();
    for template in all() {
        let told: Vec<String> = template
            .variables()
            .into_iter()
            .map(|variable| variable.name)
            .collect();
        let mut names = vec![template.name.to_owned()];
        let mut at = 0;
        while at < names.len() {
            let text = text_of(&texts, &names[at]);
            for name in extended(text).into_iter().chain(included(text)) {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
            at += 1;
        }
        let expressions: Vec<Vec<String>> = names
            .iter()
            .flat_map(|name| expressions(text_of(&texts, name)))
            .collect();
        let bound = bound(&expressions);
        let mut seen = 0;
        for path in expressions.iter().flat_map(|words| used(words)) {
            assert!(
                known(&path, &told, &bound, 8),
                "{} uses {path}, which nothing tells it",
                template.name
            );
            seen += 1;
        }
        assert!(seen > 0, "{}", template.name);
        // A slip is found.
        let slip = format!("{}_", told.last().unwrap().replace("[]", ""));
        assert!(!known(&slip, &told, &bound, 8), "{slip}");
    }
}

/// The words of each `{{ … }}` and `{% … %}`, without texts in quotes.
fn expressions(text: &str) -> Vec<Vec<String>> {
    let inside = |open: &str, close: &str| -> Vec<Vec<String>> {
        text.split(open)
            .skip(1)
            .map(|rest| {
                let inside = rest.split(close).next().unwrap();
                let plain: String = inside.split('"').step_by(2).collect();
                plain
                    .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
                    .filter(|word| word.starts_with(char::is_alphabetic))
                    .map(str::to_owned)
                    .collect()
            })
            .collect()
    };
    let mut expressions = inside("{%", "%}");
    // What is printed begins as a condition does: with a name.
    expressions.extend(inside("{{", "}}").into_iter().map(|mut words| {
        words.insert(0, "if".to_owned());
        words
    }));
    expressions
}

/// The names that loops and `set` give, and what they stand for; nothing, if
/// it is a text.
fn bound(expressions: &[Vec<String>]) -> Vec<(String, String)> {
    expressions
        .iter()
        .filter_map(|words| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["for", name, "in", list, ..] => Some((name.to_string(), format!("{list}[]"))),
                ["set", name, value, ..] => Some((name.to_string(), value.to_string())),
                ["set", name] => Some((name.to_string(), String::new())),
                _ => None,
            }
        })
        .collect()
}

/// The variables that an expression uses.
fn used(words: &[String]) -> impl Iterator<Item = String> {
    let opens = ["block", "endblock", "extends", "include"];
    let skipped = words.first().is_some_and(|first| opens.contains(&&**first));
    let words = if skipped { &[] } else { words };
    words
        .windows(2)
        .filter(|pair| {
            let bare = ["if", "elif", "not", "and", "or", "in"].contains(&&*pair[0])
                && !["not", "if"].contains(&&*pair[1]);
            (bare || pair[1].contains('.')) && !pair[1].starts_with("loop.")
        })
        .map(|pair| pair[1].clone())
}

fn known(path: &str, told: &[String], bound: &[(String, String)], depth: usize) -> bool {
    if told.iter().any(|name| name == path) {
        return true;
    }
    // An entry of a list of texts.
    let list = path.strip_suffix("[]").unwrap_or_default();
    if told.iter().any(|name| name == list) {
        return true;
    }
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (first, rest) = path.split_at(end);
    depth > 0
        && bound.iter().any(|(name, value)| {
            name == first
                && (value.is_empty() && rest.is_empty()
                    || !value.is_empty()
                        && known(&format!("{value}{rest}"), told, bound, depth - 1))
        })
}
