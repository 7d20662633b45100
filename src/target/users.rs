//! Where the users are.

use super::{ConnectionUrl, Named, Request, database_auth, embedded};
use crate::aws::is_aws_host;
use crate::error::{Error, IamConflict, Result, TargetError};

/// Where the users are.
#[derive(Debug, Clone)]
pub enum UsersAt {
    /// SQLite, beside the embedded messages.
    Embedded,
    /// A PostgreSQL database.
    Postgres(Box<ConnectionUrl>),
}

impl UsersAt {
    /// Returns the database, if the sign-in to it is by IAM.
    pub(super) fn by_iam(&self) -> Option<&ConnectionUrl> {
        match self {
            Self::Postgres(url) => Some(&**url).filter(|url| url.is_by_iam()),
            Self::Embedded => None,
        }
    }
}

/// Resolves where the users are. `is_embedded` says whether every store is the embedded one.
pub(super) async fn resolve(request: &Request<'_>, is_embedded: bool) -> Result<UsersAt> {
    let iam = database_auth::iam(request)?;
    let mut url = configured(request, is_embedded);
    if let (None, Some(environment)) = (&url, request.environment) {
        url = environment.url_of_command(request.timeout).await?;
    }
    at(request, url.as_ref(), iam)
}

/// Returns the URL of the database that an option or a variable names.
pub(super) fn configured(request: &Request<'_>, is_embedded: bool) -> Option<Named<String>> {
    match &request.database_url {
        Some(url) => Some(url.clone()),
        None if request.prod.value => request.first_var(&["PROD_CONNECTION_URL"]),
        None if is_embedded => None,
        None => request.first_var(&["LOCAL_CONNECTION_URL", "CONNECTION_URL"]),
    }
}

/// Returns where the users are with the URL that [`configured`] returned. `iam` is the option or variable that selects a sign-in by
/// IAM.
pub(super) fn at(
    request: &Request<'_>,
    configured: Option<&Named<String>>,
    iam: Option<&'static str>,
) -> Result<UsersAt> {
    match configured {
        Some(url) => postgres(request, url, iam),
        None if request.prod.value => Err(no_prod_database(request)),
        None => match iam {
            Some(origin) => Err(Error::Target(TargetError::Iam { origin, why: IamConflict::Embedded })),
            None => embedded::available("users database", UsersAt::Embedded),
        },
    }
}

/// Resolves a PostgreSQL database. `iam` is the option or variable that selects a sign-in by IAM.
fn postgres(request: &Request<'_>, url: &Named<String>, iam: Option<&'static str>) -> Result<UsersAt> {
    let prod = request.prod.value;
    let url = ConnectionUrl::parse(url.name, &url.value, prod, &|name| request.var(name))?;
    if let Some(host) = url.hosts().find(|host| !prod && is_aws_host(host)) {
        let from = url.hosts_from();
        return Err(Error::Target(TargetError::Mix {
            what: format!("{from} names the RDS host {host}, but the target is local"),
            wants_prod: true,
        }));
    }
    let url = if let Some(origin) = iam { url.by_iam(origin)? } else { url };
    Ok(UsersAt::Postgres(Box::new(url)))
}

/// Returns the error that no production database is configured. It names a variable of the local target that has an RDS host,
/// because the app uses one variable for both targets.
fn no_prod_database(request: &Request<'_>) -> Error {
    let names_rds = |variable: &&'static str| {
        let text = request.var(variable)?;
        let url = ConnectionUrl::parse(variable, &text, true, &|name| request.var(name)).ok()?;
        url.hosts().any(is_aws_host).then_some(*variable)
    };
    match ["CONNECTION_URL", "LOCAL_CONNECTION_URL"].iter().find_map(names_rds) {
        Some(variable) => Error::Target(TargetError::ProdDatabaseElsewhere { variable }),
        None => request.missing("database_url", TargetError::NoProdDatabase),
    }
}
