//! The hints about files.

use super::say;
use crate::cli::Repeat;
use crate::cli::shell::quoted;
use cruddur::error::{FileError, Shape, Unsafe};
use std::io::ErrorKind;
use std::path::Path;

/// Returns the hint of an error.
pub fn hint(error: &FileError, repeat: &Repeat) -> Option<String> {
    match error {
        FileError::Shape { file, shape } => Some(converted(file, *shape)),
        FileError::Header { .. } => {
            Some(format!("name a column ATTRIBUTE:S or ATTRIBUTE:N; cruddur ddb export --output csv{repeat} shows how"))
        }
        FileError::Unwritable { source, .. } if source.kind() == ErrorKind::ResourceBusy => {
            say("wait until the other process has ended, or give another path")
        }
        FileError::Unwritable { .. } => say("give the path of a file that you may write"),
        FileError::Changed { .. } => say("restore the file, or remove the checkpoint to start again"),
        FileError::Exists { .. } => say("--yes replaces it, or give another path"),
        FileError::Unsafe { path, why } => Some(made_safe(path, why)),
        FileError::NotRegular { .. } => say("give the path of a file, which need not exist"),
        FileError::Busy { .. } => say("wait until it ends, or give another path"),
        FileError::Lines { .. } => {
            Some(format!("{} prints a file that can be read", repeat.run("cognito list-users --output jsonl")))
        }
        FileError::Seeds { .. } => say("docs/guide.md says what a seeds file looks like"),
        FileError::Unreadable { source, .. } => match source.kind() {
            ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => {
                say("the file is damaged or incomplete: give a complete copy of it")
            }
            _ => say("give the path of a file that exists and that you may read"),
        },
    }
}

/// Returns the command that makes a file or directory safe to use.
fn made_safe(path: &Path, why: &Unsafe) -> String {
    let text = path.to_string_lossy();
    let file = quoted(&text);
    match why {
        Unsafe::Link if path.ends_with(".cruddur") => {
            let leads_to = format!("export CRUDDUR_HOME=\"$(realpath {file})\"");
            format!("rm {file} removes only the link; to use the directory behind it: {leads_to}")
        }
        Unsafe::Link => format!("rm {file} removes only the link, not the file behind it"),
        Unsafe::NotAFile | Unsafe::NotADirectory => {
            format!("mv {file} {} takes it out of the way", quoted(&format!("{text}.old")))
        }
        Unsafe::OtherOwner(_) if path.ends_with(".cruddur") => {
            // A `.cruddur` in this directory hides one in a parent directory, but not the other way round.
            let is_here = path.parent().is_none_or(|parent| parent.as_os_str().is_empty());
            let other = if is_here { "\"$HOME/.cruddur\"" } else { ".cruddur" };
            format!(
                "sudo chown -R \"$(id -u)\" {file} takes it over, if it is yours; to use another directory: export CRUDDUR_HOME={other}"
            )
        }
        Unsafe::OtherOwner(_) => format!("sudo chown \"$(id -u)\" {file} takes it over, if it is yours"),
        Unsafe::WritableByOthers(_) => {
            format!("chmod go-w {file} takes this permission away, if you trust the content")
        }
        Unsafe::HardLinks(_) => {
            let own = quoted(&format!("{text}.own")).into_owned();
            format!("cp -p {file} {own} && mv {own} {file} removes the other names")
        }
        Unsafe::Schema { kind, name } => {
            let sql = format!("DROP {} \"{}\"", kind.to_uppercase(), name.replace('"', "\"\""));
            format!("sqlite3 {file} {} removes it, if the rest of the file is yours", quoted(&sql))
        }
    }
}

/// Returns what makes a file readable.
fn converted(file: &str, shape: Shape) -> String {
    let path = Path::new(file);
    let beside = |prefix: &str, ending: &str| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        quoted(&path.with_file_name(format!("{prefix}{name}{ending}")).to_string_lossy()).into_owned()
    };
    let file = quoted(file);
    match shape {
        Shape::Gzip | Shape::Zstd if file == "-" => "decompress it first, in the same pipe".to_owned(),
        Shape::Gzip => format!("mv {file} {}, or gunzip it", beside("", ".gz")),
        Shape::Zstd => format!("mv {file} {}, or unzstd it", beside("", ".zst")),
        Shape::NotGzip | Shape::NotZstd => "give it a name without that ending".to_owned(),
        Shape::Utf16 => format!("iconv -f UTF-16 -t UTF-8 {file} > {}", beside("utf-8-", "")),
        Shape::Separator(_) => "save it again with commas".to_owned(),
        Shape::Json => "--format jsonl reads it".to_owned(),
        Shape::NotJson => "--format csv, if it is a CSV".to_owned(),
        Shape::Commas => format!("(echo '['; cat {file}; echo ']') > {}", beside("array-", "")),
        Shape::Manifest => "give the files of the folder data beside it".to_owned(),
        Shape::Ion => "export the table as DynamoDB JSON".to_owned(),
        Shape::Binary | Shape::Description | Shape::DataModel => {
            "cruddur ddb import --help says what is read".to_owned()
        }
    }
}
