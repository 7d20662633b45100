//! The manual pages and `docs/reference.md`, which are made of the help.

use super::page_of;
use crate::cli::parse::whole;
use clap::{Arg, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// What `clap_mangen` writes before each section.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

const BEGINNING: &str = "\
# Reference

Every command, with its options, variables and examples. `cruddur COMMAND --help` prints the same text.
[The guide](guide.md) explains how the commands work together.

";

/// A command, its path such as `ddb seed`, and its help.
struct Page {
    path: String,
    command: Command,
}

/// Returns the page of every command, the root first.
fn pages() -> Vec<Page> {
    let mut pages = vec![Page { path: String::new(), command: whole() }];
    let mut next = 0;
    while next < pages.len() {
        let Page { path, command } = &pages[next];
        let below = command.get_subcommands().filter(|below| below.get_name() != "help" && !below.is_hide_set());
        let below: Vec<Page> = below
            .map(|below| Page {
                path: format!("{path} {}", below.get_name()).trim_start().to_owned(),
                command: below.clone(),
            })
            .collect();
        next += 1;
        pages.splice(next..next, below);
    }
    pages
}

impl Page {
    fn is_root(&self) -> bool {
        self.path.is_empty()
    }

    /// Returns `cruddur ddb seed`, with another text between the words.
    fn name(&self, between: &str) -> String {
        format!("cruddur {}", self.path).trim_end().replace(' ', between)
    }

    fn usage(&self) -> String {
        self.command.clone().render_usage().to_string().trim_start_matches("Usage: ").to_owned()
    }

    /// Returns whether the page shows an argument. The global options are on the page of the root only.
    fn shows(&self, arg: &Arg) -> bool {
        !arg.is_hide_set()
            && (self.is_root() || !(arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str())))
    }

    /// Returns the sections behind the options: a heading, and lines.
    fn sections(&self) -> Vec<(String, Vec<String>)> {
        let help = self.command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
        let mut sections: Vec<(String, Vec<String>)> = Vec::new();
        for line in help.lines() {
            match (line.strip_suffix(':').filter(|line| !line.starts_with(' ')), sections.last_mut()) {
                (Some(heading), _) => sections.push((heading.to_owned(), Vec::new())),
                (None, Some((_, lines))) if !line.is_empty() => {
                    lines.push(line.strip_prefix("  ").unwrap_or(line).to_owned());
                }
                _ => {}
            }
        }
        sections
    }

    fn man(&self) -> String {
        let shown = |arg: Arg| {
            let is_hidden = !self.shows(&arg);
            arg.hide(is_hidden).hide_short_help(false)
        };
        let version = concat!("cruddur ", env!("CARGO_PKG_VERSION"));
        let command = self.command.clone().mut_args(shown).override_usage(self.usage());
        let man = Man::new(command).title(self.name("-")).date(" ").source(version).manual("Cruddur");
        let mut page = Vec::new();
        man.render_title(&mut page).unwrap();
        // No hyphens in names, and no blanks between words to fill the lines.
        page.extend(b".nh\n.ad l\n");
        man.render_name_section(&mut page).unwrap();
        man.render_synopsis_section(&mut page).unwrap();
        man.render_description_section(&mut page).unwrap();
        if self.command.get_arguments().any(|arg| self.shows(arg)) {
            man.render_options_section(&mut page).unwrap();
        }
        if self.command.has_subcommands() {
            man.render_subcommands_section(&mut page).unwrap();
        }
        let mut rest = Roff::default();
        for (heading, lines) in self.sections() {
            rest.control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
            for line in lines {
                rest.text([roman(line)]);
            }
            rest.control("fi", []);
        }
        if !self.is_root() {
            rest.control("SH", ["SEE ALSO"]);
            rest.text([roman("cruddur(1) has the options of every command and the exit status.")]);
        }
        rest.to_writer(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        format!("{PREAMBLE}{}", page.replace(PREAMBLE, ""))
    }

    fn markdown(&self) -> String {
        let mut page = format!("\n## {}\n\n", self.name(" "));
        let about = self.command.get_long_about().or_else(|| self.command.get_about());
        writeln!(page, "{}\n", escaped(&about.expect("a description").to_string())).unwrap();
        writeln!(page, "    {}", self.usage()).unwrap();
        let mut headings: Vec<(Option<&str>, Vec<&Arg>)> = Vec::new();
        for arg in self.command.get_arguments().filter(|arg| self.shows(arg)) {
            match headings.iter_mut().find(|(heading, _)| *heading == arg.get_help_heading()) {
                Some((_, args)) => args.push(arg),
                None => headings.push((arg.get_help_heading(), vec![arg])),
            }
        }
        for (heading, args) in headings {
            writeln!(page, "\n{}:\n", heading.unwrap_or("Options")).unwrap();
            args.into_iter().for_each(|arg| page.push_str(&item(arg)));
        }
        let below = self.command.get_subcommands().filter(|below| below.get_name() != "help" && !below.is_hide_set());
        let below: Vec<_> = below.map(|below| (below.get_name(), below.get_about().unwrap())).collect();
        if !below.is_empty() {
            page.push_str("\nCommands:\n\n");
        }
        for (name, about) in below {
            let anchor = format!("{}-{name}", self.name("-"));
            writeln!(page, "- [`{name}`](#{anchor}): {}", escaped(&about.to_string())).unwrap();
        }
        for (heading, lines) in self.sections() {
            writeln!(page, "\n{heading}:\n").unwrap();
            match heading.as_str() {
                "Environment" => page.push_str(&self.variables(&lines)),
                _ => lines.iter().for_each(|line| writeln!(page, "    {line}").unwrap()),
            }
        }
        page
    }

    /// Returns the section of variables. Their meanings are in that of the root only.
    fn variables(&self, lines: &[String]) -> String {
        let mut items: Vec<(Vec<String>, String)> = Vec::new();
        for line in lines {
            match (line.strip_prefix("        "), items.last_mut()) {
                (Some(meaning), Some((_, text))) => write!(text, " {meaning}").unwrap(),
                // The names of a long list continue on the next line.
                (_, Some((names, text))) if text.is_empty() => names.extend(names_of(line)),
                _ => items.push((names_of(line), String::new())),
            }
        }
        let names = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        if self.is_root() {
            return items.iter().map(|(of, text)| format!("- {}: {}\n", names(of), escaped(text.trim()))).collect();
        }
        let all: Vec<String> = items.into_iter().flat_map(|(names, _)| names).collect();
        format!("{}. [Their meanings](#cruddur)\n", names(&all))
    }
}

/// Returns the names of variables in a line.
fn names_of(line: &str) -> Vec<String> {
    line.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Returns the item of an argument in a list.
fn item(arg: &Arg) -> String {
    let help = arg.get_long_help().or_else(|| arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    let mut item =
        format!("- `{short}{}`: {}", arg.to_string().replace('`', ""), escaped(&help).replace("\n\n", "\n\n  "));
    let takes_value = arg.get_num_args().is_some_and(|values| values.takes_values());
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes_value && !defaults.is_empty() && !arg.is_hide_default_value_set() {
        write!(item, " \\[default: {}\\]", defaults.join(",")).unwrap();
    }
    let values: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if takes_value && !values.is_empty() && !arg.is_hide_possible_values_set() {
        write!(item, " \\[possible values: {}\\]", values.join(", ")).unwrap();
    }
    item + "\n"
}

/// Escapes what Markdown would not show as it is.
fn escaped(text: &str) -> String {
    ['\\', '<', '[', ']', '*'].iter().fold(text.to_owned(), |text, c| text.replace(*c, &format!("\\{c}")))
}

/// Returns the page of all commands.
fn reference(pages: &[Page]) -> String {
    let mut text = BEGINNING.to_owned();
    for page in pages {
        let depth = page.path.split_whitespace().count();
        writeln!(text, "{:indent$}- [{}](#{})", "", page.name(" "), page.name("-"), indent = 2 * depth).unwrap();
    }
    pages.iter().for_each(|page| text.push_str(&page.markdown()));
    text
}

/// With `CRUDDUR_UPDATE` set, the files are written again before the comparison. They have the commands of every feature.
#[test]
#[cfg_attr(
    not(all(feature = "embedded", feature = "serve", feature = "stack")),
    ignore = "the pages have the commands of every feature"
)]
fn the_manual_is_the_help() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = pages();
    assert!(pages.len() > 40, "the commands were not found: {}", pages.len());
    let man = pages.iter().map(|page| (format!("man/{}.1", page.name("-")), page.man()));
    let mut files: BTreeMap<String, String> = man.collect();
    files.insert("docs/reference.md".to_owned(), reference(&pages));
    if std::env::var_os("CRUDDUR_UPDATE").is_some() {
        std::fs::remove_dir_all(root.join("man")).ok();
        std::fs::create_dir(root.join("man")).unwrap();
        files.iter().for_each(|(name, text)| std::fs::write(root.join(name), text).unwrap());
    }
    for (name, text) in &files {
        let kept = std::fs::read_to_string(root.join(name)).unwrap_or_default();
        assert!(kept == *text, "{name} is stale: CRUDDUR_UPDATE=1 cargo test --features stack the_manual");
    }
    let kept = std::fs::read_dir(root.join("man")).unwrap().count();
    assert_eq!(kept, pages.len(), "man/ has a page of a command that does not exist");
}

#[test]
fn only_help_of_a_command_asks_for_a_page() {
    let page = |line: &str| page_of(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(page("help ddb list-tables").as_deref(), Some("cruddur-ddb-list-tables"));
    assert_eq!(page("ddb patterns help get-conversation").as_deref(), Some("cruddur-ddb-patterns-get-conversation"));
    for line in ["help", "ddb seed --help", "--prod help ddb", "ddb seed"] {
        assert_eq!(page(line), None, "{line}");
    }
}
