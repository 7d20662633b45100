//! How changes are shown, and the question before they are made.

use super::args::At;
use crate::cli::context::Context;
use crate::cli::output::{Columns, Row, row};
use cruddur::stack::{Change, ChangeSet, Discarded, Property};
use serde_json::{Value, json};

const COLUMNS: Columns = Columns::ForPrograms {
    table: &["change", "certain", "resource", "type", "details"],
    more: &["id", "kept", "properties"],
};

/// Prints changes as a list.
pub fn list(context: &Context, rows: Vec<Row>) -> anyhow::Result<()> {
    let mut writer = context.ui.rows(COLUMNS);
    for row in rows {
        writer.push(row)?;
    }
    writer.finish()
}

/// The rows of changes.
pub fn rows(changes: &[Change]) -> Vec<Row> {
    changes.iter().map(of_change).collect()
}

fn of_change(change: &Change) -> Row {
    let properties = change
        .properties
        .iter()
        .map(|one| json!({ "name": one.name, "certain": one.is_certain, "before": one.before, "after": one.after }));
    row([
        ("change", json!(change.kind.name())),
        ("certain", json!(change.is_certain)),
        ("resource", json!(change.resource)),
        ("type", json!(change.resource_type)),
        ("details", json!(details(change))),
        ("id", json!(change.id)),
        ("kept", json!(change.kept)),
        ("properties", Value::Array(properties.collect())),
    ])
}

/// The changed properties in one line, and what is kept of the resource.
fn details(change: &Change) -> String {
    let kept = change.kept.map(|kept| match kept {
        "kept" => "the old one is kept".to_owned(),
        _ => "a snapshot of the old one is kept".to_owned(),
    });
    let properties = change.properties.iter().map(of_property);
    properties.chain(kept).collect::<Vec<_>>().join("; ")
}

fn of_property(property: &Property) -> String {
    let maybe = if property.is_certain { "" } else { " (maybe)" };
    let name = &property.name;
    match (&property.before, &property.after) {
        (Some(before), Some(after)) => format!("{name}{maybe}: {before} -> {after}"),
        (None, Some(after)) => format!("{name}{maybe}: -> {after}"),
        (Some(before), None) => format!("{name}{maybe}: {before} ->"),
        (None, None) => format!("{name}{maybe}"),
    }
}

/// A change in words, such as `Messages (AWS::DynamoDB::Table) may be replaced`.
pub fn in_words(change: &Change) -> String {
    let verb = if change.is_certain { "is" } else { "may be" };
    format!("{} ({}) {verb} {}", change.resource, change.resource_type, change.kind.name())
}

/// How many changes there are of each kind, such as `3 changed, 2 may be replaced`.
pub fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "only its outputs or parameters change".to_owned();
    }
    let mut counts: Vec<(String, usize)> = Vec::new();
    for change in changes {
        let may_be = if change.is_certain { "" } else { "may be " };
        let name = format!("{may_be}{}", change.kind.name());
        match counts.iter_mut().find(|(have, _)| *have == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.iter().map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}

/// Shows the account and the stack, and asks before the change set is executed: by name if it would destroy data. What a question was
/// answered by no is discarded.
pub async fn guard(context: &Context, at: &At, change_set: &ChangeSet) -> anyhow::Result<()> {
    let name = at.stack.name();
    let status = change_set.before.as_ref().map_or("does not exist yet", |before| before.status.name());
    let facts = at.facts(&change_set.stack_id);
    let destroyed: Vec<String> = change_set.destroyed().map(in_words).collect();
    context.show_facts(&format!("{facts} ({status}): {}", summary(&change_set.changes)));
    for change in &destroyed {
        context.ui.warn(change);
    }
    let verb = if change_set.creates_stack() { "create" } else { "update" };
    let what = if destroyed.is_empty() { String::new() } else { format!(", where {}", destroyed.join(", ")) };
    let doing = format!("{verb} stack {name}{what}");
    context.agree(!destroyed.is_empty(), &doing, name, &at.location.to_string()).await
}

/// Removes a change set, and names what others left.
pub async fn discard(context: &Context, at: &At, change_set: ChangeSet) -> anyhow::Result<()> {
    if let Discarded::Review(names) = at.stack.discard(change_set).await? {
        let of = if names.is_empty() { String::new() } else { format!(", with the change sets {}", names.join(", ")) };
        context.ui.warn(&format!(
            "stack {} is in review: somebody else planned it and never executed it{of}; it was left",
            at.stack.name()
        ));
    }
    Ok(())
}
