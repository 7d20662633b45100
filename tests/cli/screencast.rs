//! The screencast of the README: an SVG with an animation, made from what the commands print on a terminal.
//!
//! With `CRUDDUR_UPDATE` set, the file is written again before the comparison.

use crate::support::World;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const SEEDS: &str = include_str!("../../seeds/conversations.json");
const FILE: &str = "docs/first-minute.svg";
/// What a newcomer types in the first minute.
const COMMANDS: [&str; 5] = [
    "cruddur",
    "cruddur setup",
    "cruddur ddb patterns list-conversations --as londo",
    "cruddur ddb patterns create-message --as londo --with bayko 'It is warm.'",
    "cruddur ddb patterns get-conversation --as londo --with bayko --limit 2",
];

/// What is shown as the id of the new message.
const MESSAGE: &str = "482d1b6a-7c00-48c9-8ece-1dbf962c90b4";
/// The terminal, in cells.
const COLUMNS: usize = 88;
const ROWS: usize = 24;
/// A cell, in the units of the picture.
const CELL: (f64, f64) = (8.4, 18.0);
const MARGIN: f64 = 16.0;
/// Seconds to type a character, before the answer appears, to read a line of it, and before all begins again.
const TYPED: f64 = 0.04;
const ANSWER: f64 = 0.5;
const READ: f64 = 0.22;
const END: f64 = 4.0;

/// What the program sets of a character, by the codes of SGR.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Style {
    bold: bool,
    dim: bool,
    underlined: bool,
    /// From 0 to 7.
    colour: Option<u8>,
}

impl Style {
    fn set(&mut self, codes: &str) {
        for code in codes.split(';') {
            match code {
                "" | "0" => *self = Self::default(),
                "1" => self.bold = true,
                "2" => self.dim = true,
                "4" => self.underlined = true,
                "22" => (self.bold, self.dim) = (false, false),
                "24" => self.underlined = false,
                "39" => self.colour = None,
                code => {
                    let code: u8 = code.parse().expect("a code");
                    assert!((30..=37).contains(&code) || (90..=97).contains(&code), "SGR {code} is not drawn");
                    self.colour = Some(code % 10);
                }
            }
        }
    }

    /// Returns the classes of the picture's style sheet.
    fn classes(self) -> String {
        let colour = self.colour.map(|colour| format!("c{colour}"));
        let names = [(self.bold, "b"), (self.dim, "d"), (self.underlined, "u")];
        let names = names.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| (*name).to_owned());
        names.chain(colour).collect::<Vec<_>>().join(" ")
    }
}

type Line = Vec<(char, Style)>;

/// Returns the lines of a terminal. Those that are too long break at its edge.
///
/// # Panics
///
/// Panics at a control sequence that is not known, since the picture would be wrong.
fn lines(printed: &str) -> Vec<Line> {
    let (mut lines, mut style) = (vec![Line::new()], Style::default());
    let mut rest = printed.chars();
    while let Some(character) = rest.next() {
        match character {
            '\r' => {}
            '\n' => lines.push(Line::new()),
            '\x1b' => {
                assert_eq!(rest.next(), Some('['), "{printed:?}");
                let codes: String = rest.by_ref().take_while(|character| *character != 'm').collect();
                style.set(&codes);
            }
            character => {
                assert!(!character.is_control(), "{printed:?}");
                if lines.last().is_some_and(|line| line.len() == COLUMNS) {
                    lines.push(Line::new());
                }
                if let Some(line) = lines.last_mut() {
                    line.push((character, style));
                }
            }
        }
    }
    lines.truncate(lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
    lines
}

/// Replaces the id of the new message, which is another one each time. The ids of the seeds stay.
fn known(printed: &str) -> String {
    let ids = printed.split_whitespace().filter(|word| word.len() == MESSAGE.len() && word.matches('-').count() == 4);
    ids.filter(|id| !SEEDS.contains(*id)).fold(printed.to_owned(), |text, id| text.replace(id, MESSAGE))
}

/// Runs a command line on a terminal, which `script` provides, and returns what is on it afterwards.
fn on_a_terminal(world: &World, line: &str) -> Vec<Line> {
    let mut command = Command::new("/usr/bin/script");
    command.args(["-qec", &format!("stty cols {COLUMNS} rows 50; {line}"), "/dev/null"]).current_dir(world.dir());
    command.env_clear().envs(world.env()).env("PATH", format!("{}:/usr/bin:/bin", world.dir().display()));
    command.env("TERM", "xterm-256color").env("HOME", world.dir()).env("PAGER", "cat");
    let output = command.stdin(Stdio::null()).output().expect("script");
    lines(&known(&String::from_utf8(output.stdout).expect("UTF-8")))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Draws a line, one `tspan` for each style.
fn draw(line: &Line, row: usize, class: &str) -> String {
    let y = (row as f64 + 1.0) * CELL.1;
    let mut drawn = format!("<text class=\"{class}\" y=\"{y}\">");
    let mut column = 0;
    for run in line.chunk_by(|left, right| left.1 == right.1) {
        let text: String = run.iter().map(|(character, _)| character).collect();
        let (x, length) = (column as f64 * CELL.0, run.len() as f64 * CELL.0);
        // The width is said, so that columns stay columns in whatever font there is.
        let place = format!("x=\"{x:.1}\" textLength=\"{length:.1}\"");
        write!(drawn, "<tspan {place} class=\"{}\">{}</tspan>", run[0].1.classes(), escape(&text)).expect("a string");
        column += run.len();
    }
    drawn + "</text>\n"
}

/// The picture while it is made: what is drawn, when it appears, and where the terminal has scrolled to.
#[derive(Default)]
struct Cast {
    drawn: String,
    /// The animations: their name, and their seconds from the start.
    typed: Vec<(f64, f64, usize)>,
    shown: Vec<f64>,
    scrolled: Vec<(f64, usize)>,
    now: f64,
    rows: usize,
}

impl Cast {
    fn scroll(&mut self) {
        if self.rows > ROWS {
            self.scrolled.push((self.now, self.rows - ROWS));
        }
    }

    fn add(&mut self, command: &str, answer: &[Line]) {
        let prompt = |character| (character, Style { dim: true, ..Style::default() });
        let mut line: Line = "$ ".chars().map(prompt).collect();
        line.extend(command.chars().map(|character| (character, Style { bold: true, ..Style::default() })));
        self.drawn += &draw(&line, self.rows, &format!("k{}", self.typed.len()));
        self.rows += 1;
        self.scroll();
        let end = self.now + TYPED * line.len() as f64;
        self.typed.push((self.now, end, line.len()));
        self.now = end + ANSWER;
        for line in answer {
            self.drawn += &draw(line, self.rows, &format!("s{}", self.shown.len()));
            self.rows += 1;
        }
        self.scroll();
        self.shown.push(self.now);
        self.now += 1.0 + READ * answer.len() as f64;
        self.rows += 1;
    }

    fn svg(&self) -> String {
        let total = self.now + END;
        let percent = |seconds: f64| format!("{:.2}%", seconds / total * 100.0);
        let mut style = format!("text,g{{animation-duration:{total:.1}s;animation-iteration-count:infinite}}\n");
        for (number, (start, end, characters)) in self.typed.iter().enumerate() {
            let (start, end) = (percent(*start), percent(*end));
            writeln!(
                style,
                ".k{number}{{animation-name:k{number}}}@keyframes k{number}{{0%,{start}{{clip-path:inset(0 100% 0 0);\
                 animation-timing-function:steps({characters})}}{end},to{{clip-path:inset(0)}}}}"
            )
            .expect("a string");
        }
        for (number, start) in self.shown.iter().enumerate() {
            let start = percent(*start);
            writeln!(
                style,
                ".s{number}{{animation-name:s{number}}}@keyframes s{number}{{0%{{opacity:0;animation-timing-function:step-end}}\
                 {start},to{{opacity:1}}}}"
            )
            .expect("a string");
        }
        style += ".all{animation-name:all;animation-timing-function:step-end}@keyframes all{0%{transform:none}";
        for (start, rows) in &self.scrolled {
            write!(style, "{}{{transform:translateY(-{}px)}}", percent(*start), *rows as f64 * CELL.1)
                .expect("a string");
        }
        // The last rows stay to the end, and are all there is where nothing may move.
        let last = self.scrolled.last().map_or(0.0, |(_, rows)| *rows as f64 * CELL.1);
        write!(style, "to{{transform:translateY(-{last}px)}}}}").expect("a string");
        write!(
            style,
            "@media(prefers-reduced-motion){{text,g{{animation:none}}.all{{transform:translateY(-{last}px)}}}}"
        )
        .expect("a string");
        let (width, height) = (COLUMNS as f64 * CELL.0, (ROWS as f64 + 0.5) * CELL.1);
        let (outer, tall) = (width + 2.0 * MARGIN, height + 2.0 * MARGIN);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {outer:.0} {tall:.0}\" width=\"{outer:.0}\" height=\"{tall:.0}\">\n\
             <title>The first minute with cruddur, on a terminal</title>\n<style>\n\
             text{{font:14px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;fill:#d8dee9;white-space:pre}}\n\
             .b{{font-weight:bold}}.d{{fill:#8a93a5}}.u{{text-decoration:underline}}\n\
             .c1{{fill:#ff8f8f}}.c2{{fill:#9fd67f}}.c3{{fill:#f0c86e}}.c4{{fill:#8fb8ff}}.c5{{fill:#d9a3f0}}.c6{{fill:#7fd6d0}}\n\
             {style}\n</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1c2130\"/>\n\
             <svg x=\"{MARGIN}\" y=\"{MARGIN}\" width=\"{width:.0}\" height=\"{height:.0}\"><g class=\"all\">\n{}</g></svg>\n</svg>\n",
            self.drawn
        )
    }
}

#[test]
fn the_first_minute_is_as_the_screencast_shows() {
    let world = World::bare();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_cruddur"), world.dir().join("cruddur")).expect("a link");
    let mut cast = Cast::default();
    for command in COMMANDS {
        cast.add(command, &on_a_terminal(&world, command));
    }
    let made = cast.svg();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("CRUDDUR_UPDATE").is_some() {
        fs::write(&path, &made).expect("the picture");
    }
    let kept = fs::read_to_string(&path).expect("the picture");
    assert!(kept == made, "{FILE} is stale: CRUDDUR_UPDATE=1 cargo test --features stack screencast");
}
