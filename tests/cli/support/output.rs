//! The output of a run of the binary, in a form that tests can compare.

use serde_json::Value;
use std::fmt;

/// The conversation ids of the built-in seeds. Other ids differ in each run.
const KNOWN: [&str; 3] = [
    "5ae290ed-55d1-47a0-bc6d-fe2bc2700399",
    "f290b80a-640c-4133-b41b-9a58359df3e1",
    "92254384-12d5-46a3-aff3-790ffcda83b0",
];

/// Stdout, stderr and status, with the texts replaced that differ from run to run.
pub struct Output {
    pub stdout: String,
    pub stderr: String,
    pub status: i32,
}

impl Output {
    /// `replacements` are pairs of a text of this world and the text that replaces it.
    pub fn new(output: &std::process::Output, replacements: &[(String, String)]) -> Self {
        let text = |bytes: &[u8]| {
            let mut text = String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
            for (from, to) in replacements {
                text = text.replace(from, to);
            }
            text
        };
        Self { stdout: text(&output.stdout), stderr: text(&output.stderr), status: output.status.code().unwrap_or(-1) }
    }

    /// Fails the test if the run did not succeed.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, 0, "{self}");
        self
    }

    /// Fails the test if the run did not end with this exit code.
    #[track_caller]
    pub fn fails_with(self, code: i32) -> Self {
        assert_eq!(self.status, code, "{self}");
        self
    }

    /// Returns stdout as one JSON document.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// Returns the rows of stdout, which is a JSON list.
    #[track_caller]
    pub fn rows(&self) -> Vec<Value> {
        self.json().as_array().unwrap_or_else(|| panic!("no list: {self}")).clone()
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_about_home =
            |line: &&str| line.starts_with("created .cruddur") || line.starts_with(".cruddur does not exist");
        let stderr: Vec<&str> = self.stderr.lines().filter(|line| !is_about_home(line)).collect();
        let text = format!("{}--- stderr\n{}\n--- exit {}", self.stdout, stderr.join("\n"), self.status);
        f.write_str(&number_ids(&text))
    }
}

/// Replaces each unknown UUID by `[uuid 1]`, `[uuid 2]`, ... in the order of their appearance.
fn number_ids(text: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    let mut numbered = text.to_owned();
    for start in 0..text.len() {
        let Some(id) = text.get(start..start + 36).filter(|id| uuid::Uuid::parse_str(id).is_ok()) else { continue };
        if !KNOWN.contains(&id) && !seen.contains(&id) {
            seen.push(id);
            numbered = numbered.replace(id, &format!("[uuid {}]", seen.len()));
        }
    }
    numbered
}
