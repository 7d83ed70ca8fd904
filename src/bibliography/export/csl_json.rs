//! CSL-JSON (the schema `csl-data` 1.0.2): an array of items. What CSL has no
//! variable for stands in `custom`, which the schema keeps for that.

use serde_json::{Map, Value, json};

use crate::bibliography::{Name, PartialDate, Source};

use super::own::{self, Own};

pub(super) fn write<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let items: Vec<Value> = sources.map(item).collect();
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

fn item(source: &Source) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), json!(*source.key));
    item.insert("type".into(), json!(source.kind));
    for (name, names) in &source.names {
        item.insert((*name).into(), names.iter().map(self::name).collect());
    }
    for (name, date) in &source.dates {
        item.insert((*name).into(), self::date(*date));
    }
    for (name, text) in &source.fields {
        item.insert((*name).into(), json!(text));
    }
    let mut custom = Map::new();
    for (name, value) in own::fields(source) {
        let value = match value {
            Own::True => json!(true),
            Own::Text(text) => json!(text),
            Own::Keys(keys) => keys.iter().map(|key| json!(key.text)).collect(),
        };
        custom.insert(name.into(), value);
    }
    if !custom.is_empty() {
        item.insert("custom".into(), Value::Object(custom));
    }
    Value::Object(item)
}

fn name(name: &Name) -> Value {
    Value::Object(
        super::csl_yaml::parts(name)
            .map(|(part, text)| (part.to_owned(), json!(text)))
            .collect(),
    )
}

fn date(date: PartialDate) -> Value {
    let mut parts = vec![json!(date.year)];
    parts.extend(date.month.map(|month| json!(month)));
    parts.extend(date.day.map(|day| json!(day)));
    json!({ "date-parts": [parts] })
}
