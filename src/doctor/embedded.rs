//! The files of the embedded stores.

use super::Check;
#[cfg(feature = "embedded")]
use super::Finding;
use crate::error::Result;
use crate::event::Observer;
use crate::target::Target;

/// The name of the check of the embedded stores' files.
pub const EMBEDDED: &str = "embedded store";

/// Runs SQLite's integrity check on each file of the embedded stores, each for no longer than the target's timeout. A damaged file
/// is an error of its own.
///
/// # Errors
/// [`Error::EmbeddedBusy`](crate::Error::EmbeddedBusy), [`FileError::Unsafe`](crate::error::FileError::Unsafe) and
/// [`Error::Embedded`](crate::Error::Embedded).
#[cfg(feature = "embedded")]
pub async fn embedded(target: &Target, observer: &Observer) -> Result<Vec<Result<Check>>> {
    use crate::embedded::{Checked, Home};
    let seconds = target.timeout.as_secs();
    let check = |Checked { path, is_complete }: Checked| match is_complete {
        true => Check::ok(EMBEDDED, format!("{} is whole", path.display())),
        false => {
            let found = format!("{} takes longer to check than {seconds} s", path.display());
            Check::problem(EMBEDDED, found, Finding::EmbeddedCheckUnfinished)
        }
    };
    let files = Home::check(target, observer).await?;
    Ok(files.into_iter().map(|file| file.map(check)).collect())
}

/// Returns no check: this build has no embedded stores.
///
/// # Errors
/// None.
#[cfg(not(feature = "embedded"))]
pub async fn embedded(_: &Target, _: &Observer) -> Result<Vec<Result<Check>>> {
    Ok(Vec::new())
}
