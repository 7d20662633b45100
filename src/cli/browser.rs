//! Opening a page in a browser.
//!
//! The address of the page has a token, and every user of the machine can read the arguments of a process. So the browser gets the
//! path of a file that leads to the address, and that only this user can read.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The program that opens a file as the desktop is configured.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// The file that leads to an address. It is removed when this is dropped.
pub struct Opened {
    directory: PathBuf,
}

impl Opened {
    /// Opens an address, which has no character that HTML would read otherwise.
    ///
    /// # Errors
    /// The error of the file, or of the program that opens it.
    pub fn open(url: &str) -> io::Result<Self> {
        let directory = std::env::temp_dir().join(format!("cruddur-{}", uuid::Uuid::new_v4().simple()));
        DirBuilder::new().mode(0o700).create(&directory)?;
        let opened = Self { directory };
        let path = opened.directory.join("open.html");
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        write!(file, "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url={url}\">")?;
        let mut opener = Command::new(OPENER);
        opener.arg(&path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = opener.spawn()?;
        // It may run as long as the browser, so a thread waits for it.
        std::thread::spawn(move || child.wait());
        Ok(opened)
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.directory).ok();
    }
}
