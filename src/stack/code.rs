//! The bucket of the functions' zip files, and the stack that it belongs to. The bucket outlives the stack of the app.

use super::api::{Api, Client, encoded};
use super::change_set::Wanted;
use super::functions::{Functions, PREFIX, Zip, is_key};
use super::template::{Source, Template};
use super::xml::{Document, each, text_of, try_data};
use super::{Description, Location, Stack};
use crate::aws::signed::Request;
use crate::error::{Error, Result, StackError};
use crate::event::Observer;
use crate::identity::{account_and_region, identity_of};
use crate::pages::Pages;
use http::Method;
use std::collections::BTreeMap;
use std::time::Duration;

/// The output of the stack of the bucket.
const BUCKET: &str = "CodeBucket";

/// The longest name of a bucket. Source: S3 user guide, "General purpose bucket naming rules".
const MAX_NAME: usize = 63;

/// How long the upload of a zip file may take.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(300);

/// The header that lets S3 refuse a bucket which another account has under this name.
/// Source: S3 user guide, "Verifying bucket ownership with bucket owner condition".
const OWNER: &str = "x-amz-expected-bucket-owner";

/// The bucket of the zip files of a stack's functions.
pub struct Code {
    /// The stack that the bucket belongs to: `cruddur-code` for the stack `cruddur`.
    pub stack: Stack,
    /// Whether that stack exists.
    pub exists: bool,
    /// The name of the bucket.
    pub bucket: String,
    /// The account that the bucket belongs to.
    account: String,
    location: Location,
    observer: Observer,
}

impl Code {
    /// Looks for the bucket of a stack's functions. It may not exist yet: its name is known nevertheless.
    ///
    /// # Errors
    /// [`StackError::BadName`] for a stack whose name is too long for a bucket, [`StackError::Busy`], [`StackError::NoOutput`], and as
    /// [`Stack::describe`].
    pub async fn find(location: &Location, stack: &str, observer: Observer) -> Result<Self> {
        let name = format!("{stack}-code");
        let stack = Stack::open(location, &name, observer.clone()).await?;
        let is_there = |found: &Description| {
            !found.status.is_deleted() && !found.status.is_review() && !found.status.is_leftover()
        };
        let found = stack.describe().await?;
        let (exists, bucket, account) = match found.filter(is_there) {
            Some(found) if found.status.is_in_progress() => {
                return Err(StackError::Busy { name, status: found.status.to_string() }.into());
            }
            Some(found) => {
                let account = account_and_region(&found.id).map(|(account, _)| account.to_owned());
                (true, found.output(BUCKET)?.to_owned(), account.unwrap_or_default())
            }
            None => {
                let account = account(location, observer.clone()).await?;
                (false, bucket_name(&name, &account, location.region())?, account)
            }
        };
        Ok(Self { stack, exists, bucket, account, location: location.clone(), observer })
    }

    /// What the stack of the bucket should become.
    pub fn wanted(&self) -> Wanted {
        Wanted { source: Source::Template(Template::code(&self.bucket)), parameters: BTreeMap::new() }
    }

    /// The zip files that the bucket does not have.
    ///
    /// # Errors
    /// As [`Code::upload`].
    pub async fn missing<'a>(&self, functions: &'a Functions) -> Result<Vec<&'a Zip>> {
        let mut missing = Vec::new();
        for zip in functions.zips() {
            if !self.exists || !self.has(zip).await? {
                missing.push(zip);
            }
        }
        Ok(missing)
    }

    /// Whether the bucket has a zip file under its key. Who may put objects and not read them gets `false`.
    async fn has(&self, zip: &Zip) -> Result<bool> {
        // The answer to HEAD has no body, so it cannot tell a missing key from a missing bucket.
        let headers = [(OWNER, self.account.as_str()), ("range", "bytes=0-0")];
        let path = self.path(&zip.key);
        let request =
            Request { operation: "GetObject", method: Method::GET, path: &path, headers: &headers, body: &[] };
        match self.client()?.repeated(&request, &self.on()).await {
            // The key has the digest of the content, so the size is only a precaution.
            Ok(answer) => {
                let size = answer.header("content-range").and_then(|range| range.rsplit('/').next()?.parse().ok());
                Ok(size == Some(zip.size))
            }
            Err(Error::Service { code, .. }) if code == "NoSuchKey" => Ok(false),
            Err(Error::Stack(StackError::NotAllowed { .. })) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Puts a zip file under its key. A lost answer makes no difference, since the same content goes under the same key again.
    ///
    /// # Errors
    /// [`StackError::BadFunction`] if the file changed, [`StackError::NotAllowed`], also for a bucket that belongs to another account,
    /// and [`Error::Credentials`], [`Error::Unreachable`], [`Error::NotTheService`] and [`Error::Service`].
    pub async fn upload(&self, zip: &Zip) -> Result<()> {
        let body = zip.read()?;
        let headers = [("content-type", "application/zip"), (OWNER, self.account.as_str())];
        let path = self.path(&zip.key);
        let request =
            Request { operation: "PutObject", method: Method::PUT, path: &path, headers: &headers, body: &body };
        self.client()?.with_timeout(UPLOAD_TIMEOUT).repeated(&request, &self.on()).await.map(drop)
    }

    /// Removes the zip files that neither these functions nor the stack before their deployment uses. Other objects stay. Returns the
    /// keys of those that it removed. The bucket keeps the removed versions for 30 days.
    ///
    /// # Errors
    /// As [`Code::upload`], and [`Error::EndlessPages`].
    pub async fn remove_unused(&self, functions: &Functions, before: Option<&Description>) -> Result<Vec<String>> {
        let Some(used) = functions.used(before) else { return Ok(Vec::new()) };
        let mut unused = self.keys().await?;
        unused.retain(|key| is_key(key) && !used.contains(key));
        for key in &unused {
            let path = self.path(key);
            let headers = [(OWNER, self.account.as_str())];
            let request = Request {
                operation: "DeleteObject",
                method: Method::DELETE,
                path: &path,
                headers: &headers,
                body: &[],
            };
            self.client()?.repeated(&request, &self.on()).await?;
        }
        Ok(unused)
    }

    /// The keys of the zip files in the bucket. Source: S3 API reference, ListObjectsV2.
    async fn keys(&self) -> Result<Vec<String>> {
        // The IAM action of ListObjectsV2, which errors name.
        const LIST: &str = "ListBucket";
        let client = self.client()?;
        let headers = [(OWNER, self.account.as_str())];
        let mut pages = Pages::of(LIST, &self.bucket);
        let (mut keys, mut token) = (Vec::new(), None::<String>);
        loop {
            let more = token.map(|token| format!("&continuation-token={}", encoded(&token))).unwrap_or_default();
            // The parameters are in the order in which they are signed.
            let path = format!("/{}?list-type=2&prefix={}{more}", self.bucket, encoded(PREFIX));
            let request = Request { operation: LIST, method: Method::GET, path: &path, headers: &headers, body: &[] };
            let answer = client.repeated(&request, &self.on()).await?;
            let page = std::str::from_utf8(&answer.body).ok().and_then(page);
            let (found, next) = page.ok_or_else(|| client.not_the_service(LIST, answer.status))?;
            let is_empty = found.is_empty();
            keys.extend(found);
            token = pages.next(next, is_empty)?;
            if token.is_none() {
                return Ok(keys);
            }
        }
    }

    fn client(&self) -> Result<Client<'_>> {
        Client::new(&self.location, Api::S3, self.observer.clone())
    }

    /// The path of an object. A key has no characters that a URL would encode.
    fn path(&self, key: &str) -> String {
        format!("/{}/{key}", self.bucket)
    }

    /// The bucket, for errors: S3 gives the same answer to a bucket of another account.
    fn on(&self) -> String {
        format!("bucket {} of account {}", self.bucket, self.account)
    }
}

/// The keys of an answer to ListObjectsV2, and the token of the next page; `None` if it is no such answer.
fn page(xml: &str) -> Option<(Vec<String>, Option<String>)> {
    let mut document = Document::new(xml);
    let mut root = document.root_element().ok().filter(|root| root.start_el().local() == "ListBucketResult")?;
    let (mut keys, mut token) = (Vec::new(), None);
    let read = each(&mut root, |member, tag| {
        match member {
            "Contents" => keys.extend(text_of("Key")(tag)?),
            "NextContinuationToken" => token = Some(try_data(tag)?.into_owned()),
            _ => {}
        }
        Ok(())
    });
    read.ok().map(|()| (keys, token))
}

/// The account of the credentials.
async fn account(location: &Location, observer: Observer) -> Result<String> {
    let region = location.region();
    let account = identity_of(&location.access, region, Some(region.to_owned()), observer).await?.account;
    // It becomes a part of the bucket's name.
    let is_number = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let at = || format!("AWS {region}");
    let not_sts = || Error::NotTheService { operation: "GetCallerIdentity", service: "STS", at: at(), status: 200 };
    is_number.then_some(account).ok_or_else(not_sts)
}

/// The name of the bucket of a stack: one that no other account is likely to have.
fn bucket_name(stack: &str, account: &str, region: &str) -> Result<String> {
    let name = format!("{}-{account}-{region}", stack.to_ascii_lowercase());
    if name.len() > MAX_NAME {
        let why = "with the account and the region it is the name of a bucket, which has no more than 63 characters";
        return Err(StackError::BadName { name: stack.to_owned(), why }.into());
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_bucket_fits() {
        assert_eq!(
            bucket_name("Cruddur-code", "123456789012", "eu-west-1").unwrap(),
            "cruddur-code-123456789012-eu-west-1"
        );
        assert!(bucket_name(&"a".repeat(50), "123456789012", "eu-west-1").is_err());
    }
}
