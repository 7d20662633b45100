//! The names that commands have printed, in a file for each account, region and endpoint. Only this user can read them.

use super::Names;
use crate::error::{Error, FileError, Result};
use crate::private;
use crate::target::Target;
use crate::text::{LARGEST_FILE, read_all};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// The file of the names of one account, region and endpoint.
#[derive(Debug, Clone)]
pub struct Cache {
    directory: PathBuf,
    name: String,
}

impl Cache {
    /// Returns the file in `directory` for the account, the region and the endpoint of `target`. No service is asked for the account.
    pub fn of(directory: PathBuf, target: &Target) -> Self {
        let digest = Sha256::digest(target.account());
        let name = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>() + ".json";
        Self { directory, name }
    }

    /// Reads the names. Returns none if the file does not exist or is damaged, or if another process writes it.
    ///
    /// # Errors
    /// [`FileError::Unreadable`], and [`FileError::Unsafe`] if another user could have changed the file.
    pub fn read(&self) -> Result<Names> {
        let path = self.path();
        let failed = |source| Error::File(FileError::Unreadable { path: path.clone(), source });
        let directory = match File::open(&self.directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Names::default()),
            opened => opened.map_err(failed)?,
        };
        let name = Path::new(&self.name);
        if private::metadata(&directory, name, &path, failed)?.is_none() {
            return Ok(Names::default());
        }
        let file = private::open(&directory, name, &path, failed)?;
        if file.try_lock_shared().is_err() {
            return Ok(Names::default());
        }
        Ok(serde_json::from_slice(&read_all(file, LARGEST_FILE).map_err(failed)?).unwrap_or_default())
    }

    /// Adds names, before those that the file has. If another process uses the file, nothing is added.
    ///
    /// # Errors
    /// [`FileError::Unwritable`], and [`FileError::Unsafe`] if another user could have changed the file.
    pub fn add(&self, mut names: Names) -> Result<()> {
        let path = self.path();
        let failed = |source| Error::File(FileError::Unwritable { path: path.clone(), source });
        private::create_directory(&self.directory).map_err(failed)?;
        let directory = File::open(&self.directory).map_err(failed)?;
        let mut file = private::open(directory, Path::new(&self.name), &path, failed)?;
        if file.try_lock().is_err() {
            return Ok(());
        }
        let known = read_all(&file, LARGEST_FILE).map_err(failed)?;
        names.add(serde_json::from_slice(&known).unwrap_or_default());
        let mut write = || {
            let text = serde_json::to_vec(&names)?;
            if text == known || text.len() > LARGEST_FILE {
                return Ok(());
            }
            file.rewind()?;
            file.write_all(&text)?;
            file.set_len(text.len() as u64)
        };
        write().map_err(failed)
    }

    fn path(&self) -> PathBuf {
        self.directory.join(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Name};
    use super::*;
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn cache(directory: &Path) -> Cache {
        Cache { directory: directory.join("cruddur"), name: "a.json".to_owned() }
    }

    fn names(kind: Kind, values: &[&str]) -> Names {
        let mut names = Names::default();
        values.iter().for_each(|value| names.push(kind, Name::new(value, "")));
        names
    }

    fn read(cache: &Cache, kind: Kind) -> Vec<String> {
        cache.read().unwrap().of(kind).iter().map(|name| name.value.clone()).collect()
    }

    #[test]
    fn new_names_come_first_and_tables_are_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let cache = cache(directory.path());
        assert_eq!(read(&cache, Kind::Handles), Vec::<String>::new());
        assert!(!cache.directory.exists(), "reading creates nothing");
        cache.add(names(Kind::Handles, &["londo", "bayko"])).unwrap();
        cache.add(names(Kind::Handles, &["andrewbrown", "londo"])).unwrap();
        assert_eq!(read(&cache, Kind::Handles), ["andrewbrown", "londo", "bayko"]);
        cache.add(names(Kind::Tables, &["a", "b"])).unwrap();
        cache.add(names(Kind::Tables, &["b"])).unwrap();
        assert_eq!(read(&cache, Kind::Tables), ["b"]);
        assert_eq!(read(&cache, Kind::Handles).len(), 3);
        let many: Vec<String> = (0..1_000).map(|n| format!("user{n}")).collect();
        cache.add(names(Kind::Handles, &many.iter().map(String::as_str).collect::<Vec<_>>())).unwrap();
        assert_eq!(read(&cache, Kind::Handles).len(), super::super::MAX_NAMES);
    }

    #[test]
    fn only_its_owner_reads_and_writes_it() {
        let directory = tempfile::tempdir().unwrap();
        let cache = cache(directory.path());
        cache.add(names(Kind::Tables, &["a"])).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&cache.directory), mode(&cache.path())), (0o700, 0o600));
        for text in ["", "{", "[]", r#"{"tables":1}"#, "\0"] {
            fs::write(cache.path(), text).unwrap();
            assert_eq!(read(&cache, Kind::Tables), Vec::<String>::new(), "{text:?}");
        }
        fs::set_permissions(cache.path(), fs::Permissions::from_mode(0o622)).unwrap();
        assert!(cache.read().is_err() && cache.add(names(Kind::Tables, &["a"])).is_err());
        fs::remove_file(cache.path()).unwrap();
        symlink(directory.path().join("elsewhere"), cache.path()).unwrap();
        assert!(cache.read().is_err() && cache.add(names(Kind::Tables, &["a"])).is_err());
        assert!(!directory.path().join("elsewhere").exists());
    }

    #[test]
    fn no_lock_is_waited_for() {
        let directory = tempfile::tempdir().unwrap();
        let cache = cache(directory.path());
        cache.add(names(Kind::Tables, &["a"])).unwrap();
        let other = File::open(cache.path()).unwrap();
        other.lock().unwrap();
        cache.add(names(Kind::Tables, &["b"])).unwrap();
        assert_eq!(read(&cache, Kind::Tables), Vec::<String>::new());
        other.unlock().unwrap();
        assert_eq!(read(&cache, Kind::Tables), ["a"]);
    }
}
