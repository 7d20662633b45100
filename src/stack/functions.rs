//! The functions as cargo-lambda leaves them: a zip file each, `DIR/NAME/bootstrap.zip`.

mod archive;

use super::Description;
use crate::error::{Result, StackError};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The limit of a zip file, in bytes. Source: Lambda developer guide, "Lambda quotas", deployment package.
const MAX_ZIP: u64 = 50 << 20;

/// The parameter of the template for the bucket of the zip files.
const BUCKET: &str = "CodeBucket";

/// What the keys of zip files begin with.
pub(super) const PREFIX: &str = "functions/";

/// A function of the stack.
struct Function {
    /// The name of its binary, and of its directory.
    binary: &'static str,
    /// Its directory in the bucket.
    short: &'static str,
    /// The parameter of the template for the key of its zip file.
    parameter: &'static str,
}

const FUNCTIONS: [Function; 3] = [
    Function { binary: "cruddur-messaging-stream", short: "messaging-stream", parameter: "MessagingStreamKey" },
    Function { binary: "cruddur-post-confirmation", short: "post-confirmation", parameter: "PostConfirmationKey" },
    Function { binary: "cruddur-schema-load", short: "schema-load", parameter: "SchemaLoadKey" },
];

/// The processor that a function was compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Architecture {
    /// Graviton.
    Arm64,
    /// Intel and AMD.
    X86_64,
}

impl Architecture {
    /// The name by which Lambda and the template know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "x86_64",
        }
    }
}

impl fmt::Display for Architecture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The zip file of a function. It was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zip {
    /// Where the file is.
    pub path: PathBuf,
    /// Its key in the bucket, which has the SHA-256 of its content: `functions/messaging-stream/SHA.zip`.
    pub key: String,
    /// Its size, in bytes.
    pub size: u64,
    parameter: &'static str,
}

/// The zip files of all functions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Functions {
    zips: Vec<Zip>,
    architecture: Architecture,
}

impl Functions {
    /// The parameter of the template for the processor of the functions.
    pub const ARCHITECTURE: &'static str = "Architecture";

    /// The parameters of the template that only the files decide.
    pub const PARAMETERS: [&'static str; 4] =
        [BUCKET, FUNCTIONS[0].parameter, FUNCTIONS[1].parameter, FUNCTIONS[2].parameter];

    /// Reads and checks the zip files below a directory: each has an entry `bootstrap`, a program for Linux, and all of them are for the
    /// same processor. `wanted` is the processor that somebody asked for.
    ///
    /// # Errors
    /// [`StackError::NoFunctions`], [`StackError::BadFunction`].
    pub fn read(dir: &Path, wanted: Option<&str>) -> Result<Self> {
        let paths = FUNCTIONS.map(|function| dir.join(function.binary).join("bootstrap.zip"));
        let is_missing = |path: &&PathBuf| {
            let found = std::fs::metadata(path);
            found.is_err_and(|error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory))
        };
        let missing: Vec<PathBuf> = paths.iter().filter(is_missing).cloned().collect();
        if !missing.is_empty() {
            return Err(StackError::NoFunctions { paths: missing }.into());
        }
        let (mut zips, mut architecture) = (Vec::new(), None);
        for (function, path) in FUNCTIONS.into_iter().zip(paths) {
            let bytes = content(&path)?;
            let bad = |why: String| StackError::BadFunction { path: path.clone(), why };
            let found =
                archive::bootstrap(&bytes).and_then(|head| machine(&head)).map_err(|why| bad(why.to_owned()))?;
            let expected = wanted.or(architecture.map(Architecture::name)).filter(|name| *name != found.name());
            if let Some(expected) = expected {
                return Err(bad(format!("is for {found}, and {expected} is expected")).into());
            }
            architecture = Some(found);
            let key = format!("{PREFIX}{}/{}.zip", function.short, sha256(&bytes));
            zips.push(Zip { path, key, size: bytes.len() as u64, parameter: function.parameter });
        }
        // There is at least one function.
        Ok(Self { zips, architecture: architecture.unwrap_or(Architecture::Arm64) })
    }

    /// The zip files.
    pub fn zips(&self) -> &[Zip] {
        &self.zips
    }

    /// The keys of the zip files that these and the stack before use, so that a deployment can be taken back. `None` if the stack has
    /// the same files already: those before them are not known then.
    pub(super) fn used(&self, before: Option<&Description>) -> Option<Vec<String>> {
        let old = |zip: &Zip| before.and_then(|before| before.parameter(zip.parameter)).unwrap_or_default().to_owned();
        let is_new = self.zips.iter().any(|zip| old(zip) != zip.key);
        is_new.then(|| self.zips.iter().flat_map(|zip| [old(zip), zip.key.clone()]).collect())
    }

    /// The parameters of the template for these files in a bucket: [`Functions::PARAMETERS`] and the processor.
    pub fn parameters(&self, bucket: &str) -> BTreeMap<String, String> {
        let keys = self.zips.iter().map(|zip| (zip.parameter, zip.key.as_str()));
        let others = [(BUCKET, bucket), (Self::ARCHITECTURE, self.architecture.name())];
        keys.chain(others).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

impl Zip {
    /// Reads the file again.
    ///
    /// # Errors
    /// [`StackError::BadFunction`], also if the file changed since it was checked.
    pub(super) fn read(&self) -> Result<Vec<u8>> {
        let bytes = content(&self.path)?;
        if !self.key.ends_with(&format!("/{}.zip", sha256(&bytes))) {
            let why = "changed since it was checked".to_owned();
            return Err(StackError::BadFunction { path: self.path.clone(), why }.into());
        }
        Ok(bytes)
    }
}

/// Whether a key is one of [`Zip::key`], so that nothing else in the bucket is ever removed.
pub(super) fn is_key(key: &str) -> bool {
    let is_ours = |(short, file): (&str, &str)| {
        let is_digest = |name: &str| name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        FUNCTIONS.iter().any(|function| function.short == short) && file.strip_suffix(".zip").is_some_and(is_digest)
    };
    key.strip_prefix(PREFIX).and_then(|rest| rest.split_once('/')).is_some_and(is_ours)
}

/// The content of a zip file.
fn content(path: &Path) -> Result<Vec<u8>> {
    let bad = |why: String| StackError::BadFunction { path: path.to_owned(), why };
    let found = std::fs::metadata(path).map_err(|error| bad(format!("cannot be read: {error}")))?;
    // Opening a pipe would wait for its writer.
    if !found.is_file() {
        return Err(bad("is not a file".to_owned()).into());
    }
    if found.len() > MAX_ZIP {
        return Err(bad(format!("has {} bytes, and Lambda takes {MAX_ZIP}", found.len())).into());
    }
    Ok(std::fs::read(path).map_err(|error| bad(format!("cannot be read: {error}")))?)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The processor of a program. Source: System V ABI, "ELF header": `e_ident`, and `e_machine` in byte 18.
fn machine(head: &[u8]) -> Result<Architecture, &'static str> {
    const ELF: [u8; 6] = [0x7f, b'E', b'L', b'F', 2, 1];
    match (head.starts_with(&ELF), head.get(18..20)) {
        (true, Some([62, 0])) => Ok(Architecture::X86_64),
        (true, Some([183, 0])) => Ok(Architecture::Arm64),
        (true, _) => Err("has a program for a processor that Lambda does not have"),
        (false, _) => Err("has an entry bootstrap that is no program for Linux"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(machine: u8) -> Vec<u8> {
        let mut head = vec![0x7f, b'E', b'L', b'F', 2, 1, 1];
        head.resize(18, 0);
        head.extend([machine, 0]);
        head
    }

    /// Writes the three zip files below a directory, for these processors.
    fn write(dir: &Path, machines: [u8; 3]) {
        for (function, machine) in FUNCTIONS.iter().zip(machines) {
            let home = dir.join(function.binary);
            std::fs::create_dir_all(&home).unwrap();
            std::fs::write(home.join("bootstrap.zip"), archive::tests::zip("bootstrap", &head(machine), 0o755))
                .unwrap();
        }
    }

    fn error(dir: &Path, wanted: Option<&str>) -> String {
        Functions::read(dir, wanted).unwrap_err().to_string()
    }

    #[test]
    fn the_parameters_are_those_of_the_files() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), [183; 3]);
        let functions = Functions::read(dir.path(), Some("arm64")).unwrap();
        let parameters = functions.parameters("code");
        assert_eq!((&*parameters["CodeBucket"], &*parameters["Architecture"]), ("code", "arm64"));
        assert_eq!(parameters.len(), 5);
        let key = &parameters["SchemaLoadKey"];
        assert!(key.starts_with("functions/schema-load/") && is_key(key), "{key}");
        let zip = &functions.zips()[0];
        assert_eq!(zip.read().unwrap().len() as u64, zip.size);
        std::fs::write(&zip.path, "another").unwrap();
        assert!(zip.read().unwrap_err().to_string().contains("changed since it was checked"));
    }

    #[test]
    fn every_missing_file_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let text = error(dir.path(), None);
        assert!(FUNCTIONS.iter().all(|function| text.contains(function.binary)), "{text}");
        write(dir.path(), [62; 3]);
        std::fs::remove_file(dir.path().join("cruddur-schema-load/bootstrap.zip")).unwrap();
        let text = error(dir.path(), None);
        assert!(text.contains("cruddur-schema-load") && !text.contains("messaging-stream"), "{text}");
    }

    #[test]
    fn all_functions_are_for_one_processor() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), [62, 62, 183]);
        assert!(error(dir.path(), None).contains("is for arm64, and x86_64 is expected"));
        write(dir.path(), [62; 3]);
        assert!(error(dir.path(), Some("arm64")).contains("is for x86_64, and arm64 is expected"));
        write(dir.path(), [8; 3]);
        assert!(error(dir.path(), None).contains("a processor that Lambda does not have"));
    }

    #[test]
    fn what_is_no_file_of_a_function_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), [62; 3]);
        let path = dir.path().join("cruddur-messaging-stream/bootstrap.zip");
        std::fs::write(&path, "no zip").unwrap();
        assert!(error(dir.path(), None).contains("is no zip file"));
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(error(dir.path(), None).contains("is not a file"));
        std::fs::remove_dir(&path).unwrap();
        std::fs::File::create(&path).unwrap().set_len(MAX_ZIP + 1).unwrap();
        assert!(error(dir.path(), None).contains("Lambda takes 52428800"));
    }

    #[test]
    fn only_keys_of_functions_are_keys() {
        let digest = "a".repeat(64);
        assert!(is_key(&format!("functions/messaging-stream/{digest}.zip")));
        for key in [
            format!("functions/other/{digest}.zip"),
            format!("functions/messaging-stream/{digest}"),
            format!("functions/messaging-stream/a{digest}.zip"),
            format!("others/messaging-stream/{digest}.zip"),
            "functions/messaging-stream/mine.zip".to_owned(),
        ] {
            assert!(!is_key(&key), "{key}");
        }
    }
}
