//! The rooms of `src`, its top folders and files, import each other in one direction, without a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Finds the Rust files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Returns the text of a file without comments and without its unit tests. These are at its end, and may import anything.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Returns the rooms that a text names after `prefix`, also within the braces of a `use`.
fn named(text: &str, prefix: &str) -> BTreeSet<String> {
    let is_word = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(prefix) {
        let rest = &text[at + prefix.len()..];
        match rest.strip_prefix('{') {
            None => drop(names.insert(rest.chars().take_while(is_word).collect())),
            Some(inner) => {
                let mut depth = 0;
                let mut part = String::new();
                for c in inner.chars() {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    if depth < 0 || (depth == 0 && c == ',') {
                        names.insert(part.trim().chars().take_while(is_word).collect());
                        part.clear();
                    } else {
                        part.push(c);
                    }
                    if depth < 0 {
                        break;
                    }
                }
            }
        }
    }
    names.remove("");
    names
}

/// Returns the rooms that each room of the library imports.
fn imports() -> BTreeMap<String, BTreeSet<String>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in found.iter().filter(|path| !path.to_str().unwrap().ends_with("tests.rs")) {
        let below = path.strip_prefix(&src).unwrap();
        let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
        let room = first.strip_suffix(".rs").unwrap_or(first).to_owned();
        // The library cannot import the binaries, and its root names every room.
        if ["cli", "lambda", "main", "lib"].contains(&room.as_str()) {
            continue;
        }
        let imported = named(&code(path), "crate::");
        rooms.entry(room.clone()).or_default().extend(imported.into_iter().filter(|other| *other != room));
    }
    // The root re-exports these two.
    let all: BTreeSet<String> = rooms.keys().cloned().collect();
    for imported in rooms.values_mut() {
        let is_error = |name: &String| ["Error", "Result"].contains(&name.as_str());
        if imported.iter().any(is_error) {
            imported.insert("error".to_owned());
        }
        imported.retain(|name| all.contains(name));
    }
    rooms.get_mut("error").expect("the room of errors").remove("error");
    rooms
}

#[test]
fn no_room_is_in_a_circle() {
    let mut rooms = imports();
    assert!(rooms.len() > 12, "the rooms were not found: {:?}", rooms.keys());
    // Removes the rooms that import no remaining room, until no room or only circles remain.
    loop {
        let ground: BTreeSet<String> =
            rooms.iter().filter(|(_, imported)| imported.is_empty()).map(|(room, _)| room.clone()).collect();
        if ground.is_empty() {
            break;
        }
        rooms.retain(|room, _| !ground.contains(room));
        rooms.values_mut().for_each(|imported| imported.retain(|room| !ground.contains(room)));
    }
    assert!(rooms.is_empty(), "these rooms are in a circle, or import one that is: {rooms:#?}");
}

#[test]
fn the_ground_imports_nothing() {
    let rooms = imports();
    assert_eq!(rooms["error"], BTreeSet::new());
    // A room for any table does not import the model of conversations, and messages do not import files.
    for (room, above) in
        [("ddb", "messaging"), ("ddb", "transfer"), ("transfer", "messaging"), ("messaging", "transfer")]
    {
        assert!(!rooms[room].contains(above), "{room} imports {above}");
    }
    for room in rooms.keys().filter(|room| !["stores", "doctor"].contains(&room.as_str())) {
        assert!(!rooms[room].contains("embedded"), "{room} imports embedded: only stores opens it");
    }
}

#[test]
fn imports_are_found_in_every_form() {
    let found = named("use crate::a::X;\nuse crate::{b, c::{d, e}, f as g};\nlet x = crate::h::new();", "crate::");
    assert_eq!(found, ["a", "b", "c", "f", "h"].map(str::to_owned).into());
}
