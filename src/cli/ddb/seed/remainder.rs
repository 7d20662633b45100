//! Saves the rest of an incomplete seed as a seeds file for `cruddur ddb seed --file`.

use super::MAX_SEEDS;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use cruddur::Error;
use std::fs::OpenOptions;
use std::io::{self, Write};

/// The limit of file names that are tried: an existing file is never overwritten.
const MAX_FILES: u32 = 100;

/// Writes the file to the working directory, and hints at the command that reads it, with the options of `again`. If nothing
/// was written to the table, the error stays unchanged: the same command again does the same.
pub fn kept(context: &Context, error: Error, again: &str) -> anyhow::Error {
    let Error::Unwritten { unfinished, done: 1.., .. } = &error else { return error.into() };
    if unfinished.len() > MAX_SEEDS {
        return error.into();
    }
    let what = error.to_string();
    let hint = match write(unfinished) {
        Ok(name) => {
            let repeat = context.global.repeat();
            format!("cruddur ddb seed --file {name}{again}{repeat} writes what is left")
        }
        Err(why) => {
            format!(
                "the same command again writes what is left; no file of it can be created in this directory ({why})"
            )
        }
    };
    anyhow::Error::new(error).context(Failure::Partial { what, hint })
}

/// Writes a file with an unused name. Only its owner can read it, because it contains messages.
fn write(text: &str) -> io::Result<String> {
    for at in 1..=MAX_FILES {
        let name = format!("cruddur-unwritten-{at}.json");
        let mut options = OpenOptions::new();
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.write(true).create_new(true).open(&name) {
            Ok(mut file) => {
                let written = file.write_all(text.as_bytes());
                if written.is_err() {
                    // An incomplete file would be taken for a complete one.
                    std::fs::remove_file(&name)?;
                }
                return written.map(|()| name);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
