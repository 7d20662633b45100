//! Every row of the target table.

use super::*;
use crate::error::{Error, IamConflict, TargetError};
use std::collections::HashMap;

const ALL: Stores = Stores { messages: true, users: true, pool: true };
const MESSAGES: Stores = Stores { messages: true, users: false, pool: false };
const USERS: Stores = Stores { messages: false, users: true, pool: false };
const POOL: Stores = Stores { messages: false, users: false, pool: true };

/// Flags by name, variables, and whether DynamoDB answers at the default endpoint.
struct Case {
    flags: Vec<(&'static str, &'static str)>,
    vars: HashMap<&'static str, &'static str>,
    answers: bool,
}

fn case<const N: usize, const M: usize>(
    flags: [(&'static str, &'static str); N],
    vars: [(&'static str, &'static str); M],
) -> Case {
    Case { flags: flags.to_vec(), vars: HashMap::from(vars), answers: false }
}

impl Case {
    fn resolve(&self, stores: Stores) -> Result<Target> {
        let flag = |name: &'static str| {
            let given = self.flags.iter().find(|(have, _)| *have == name.trim_start_matches('-'));
            given.map(|(_, value)| Named { name, value: (*value).to_owned() })
        };
        let request = Request {
            environment: None,
            prod: Named { name: "--prod", value: flag("--prod").is_some() },
            embedded: Named { name: "--embedded", value: flag("--embedded").is_some() },
            region: flag("--region"),
            profile: flag("--profile"),
            endpoint_url: flag("--endpoint-url"),
            user_pool_id: flag("--user-pool-id"),
            cognito_endpoint_url: flag("--cognito-endpoint-url"),
            insecure_http: flag("--insecure-http").is_some(),
            database_url: flag("--database-url"),
            database_auth: flag("--database-auth"),
            timeout: Duration::from_secs(30),
            only_reads: false,
            directory: PathBuf::new(),
            env: &|name| self.vars.get(name).map(|value| (*value).to_owned()),
            answers: &|url| {
                assert_eq!(url, "http://localhost:8000");
                self.answers
            },
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(Target::resolve(&request, stores))
    }

    fn shown(&self, stores: Stores) -> String {
        self.resolve(stores).unwrap().to_string()
    }

    fn refused(&self, stores: Stores) -> Error {
        self.resolve(stores).unwrap_err()
    }
}

const PROD: (&str, &str) = ("prod", "");
const REGION: (&str, &str) = ("AWS_REGION", "ca-central-1");
const EMULATOR: (&str, &str) = ("AWS_ENDPOINT_URL", "http://dynamodb-local:8000");
const LOCAL_POSTGRES: (&str, &str) = ("LOCAL_CONNECTION_URL", "postgresql://postgres:password@localhost:5432/cruddur");
const COMPOSE_POSTGRES: (&str, &str) = ("CONNECTION_URL", "postgresql://postgres:password@db:5432/cruddur");
const RDS: (&str, &str) =
    ("PROD_CONNECTION_URL", "postgresql://root:password@cruddur.abc.ca-central-1.rds.amazonaws.com:5432/cruddur");
const POOL_ID: (&str, &str) = ("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI");

#[test]
fn with_nothing_configured_everything_is_embedded() {
    assert_eq!(
        case([], []).shown(ALL),
        "local, DynamoDB embedded in .cruddur, users embedded in .cruddur, user pool embedded in .cruddur"
    );
    assert_eq!(case([], [("CRUDDUR_HOME", "/data")]).shown(MESSAGES), "local, DynamoDB embedded in /data");
}

#[test]
fn the_default_endpoint_is_taken_where_dynamodb_answers() {
    let answering = Case { answers: true, ..case([], []) };
    assert_eq!(answering.shown(MESSAGES), "local, DynamoDB http://localhost:8000");
    let forced = Case { answers: true, ..case([], [("CRUDDUR_LOCAL", "embedded")]) };
    assert_eq!(forced.shown(MESSAGES), "local, DynamoDB embedded in .cruddur");
}

#[test]
fn local_messages_by_flag_then_by_variable() {
    let vars = [EMULATOR, ("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8001/")];
    assert_eq!(case([], [EMULATOR]).shown(MESSAGES), "local, DynamoDB http://dynamodb-local:8000");
    assert_eq!(case([], vars).shown(MESSAGES), "local, DynamoDB http://localhost:8001");
    assert_eq!(
        case([("endpoint-url", "http://127.0.0.1:9")], vars).shown(MESSAGES),
        "local, DynamoDB http://127.0.0.1:9"
    );
    assert_eq!(case([], [("AWS_ENDPOINT_URL", " ")]).shown(MESSAGES), "local, DynamoDB embedded in .cruddur");
}

#[test]
fn local_users_by_flag_then_by_variable() {
    assert_eq!(
        case([], [COMPOSE_POSTGRES, RDS]).shown(USERS),
        "local, users postgresql://postgres:***@db:5432/cruddur"
    );
    assert_eq!(
        case([], [COMPOSE_POSTGRES, LOCAL_POSTGRES]).shown(USERS),
        "local, users postgresql://postgres:***@localhost:5432/cruddur"
    );
    assert_eq!(
        case([("database-url", "postgresql://me@elsewhere/other")], [LOCAL_POSTGRES]).shown(USERS),
        "local, users postgresql://me@elsewhere:5432/other"
    );
}

#[test]
fn the_pool_is_in_aws_where_one_is_named() {
    assert_eq!(case([], [POOL_ID]).shown(POOL), "local, user pool ca-central-1_AbCdEfGhI at AWS");
    assert_eq!(
        case([], [("AWS_COGNITO_USER_POOL_ID", "us-east-1_xyz")]).shown(POOL),
        "local, user pool us-east-1_xyz at AWS"
    );
    let moto = ("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://localhost:5000");
    assert_eq!(
        case([], [POOL_ID, moto]).shown(POOL),
        "local, user pool ca-central-1_AbCdEfGhI at http://localhost:5000"
    );
}

#[test]
fn the_endpoint_of_everything_never_reaches_cognito() {
    for flags in [vec![], vec![PROD]] {
        let case = Case { flags, ..case([], [EMULATOR, POOL_ID, REGION]) };
        let target = case.resolve(POOL).unwrap();
        assert_eq!(target.pool, Some(PoolAt::Cognito { id: POOL_ID.1.to_owned(), endpoint: None }));
    }
}

#[test]
fn prod_ignores_endpoint_variables_and_local_databases() {
    let vars = [
        REGION,
        EMULATOR,
        ("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8001"),
        ("CRUDDUR_LOCAL", "embedded"),
        LOCAL_POSTGRES,
        COMPOSE_POSTGRES,
        RDS,
        POOL_ID,
    ];
    assert_eq!(
        case([PROD], vars).shown(ALL),
        "prod, DynamoDB AWS ca-central-1, \
         users postgresql://root:***@cruddur.abc.ca-central-1.rds.amazonaws.com:5432/cruddur, \
         user pool ca-central-1_AbCdEfGhI at AWS"
    );
    let flag = ("endpoint-url", "https://vpce-1.dynamodb.ca-central-1.vpce.amazonaws.com");
    assert_eq!(
        case([PROD, flag], vars).shown(MESSAGES),
        "prod, DynamoDB https://vpce-1.dynamodb.ca-central-1.vpce.amazonaws.com"
    );
}

#[test]
fn prod_names_what_it_lacks_and_only_what_is_needed() {
    assert!(matches!(
        case([PROD], [REGION, LOCAL_POSTGRES]).refused(USERS),
        Error::Target(TargetError::NoProdDatabase)
    ));
    assert!(matches!(case([PROD], [REGION]).refused(POOL), Error::Target(TargetError::NoPool)));
    assert!(case([PROD], [REGION]).resolve(MESSAGES).is_ok());
}

#[test]
fn the_region_is_the_flags_then_the_variables() {
    let vars = [("AWS_DEFAULT_REGION", "eu-west-1"), REGION];
    assert_eq!(case([PROD, ("region", "us-west-2")], vars).shown(MESSAGES), "prod, DynamoDB AWS us-west-2");
    assert_eq!(case([PROD], vars).shown(MESSAGES), "prod, DynamoDB AWS ca-central-1");
    assert_eq!(case([PROD], [vars[0]]).shown(MESSAGES), "prod, DynamoDB AWS eu-west-1");
}

#[test]
fn plain_http_is_refused_on_prod() {
    let endpoint = ("endpoint-url", "http://localhost:8000");
    let refused = case([PROD, endpoint], [REGION]).refused(MESSAGES);
    assert!(
        matches!(refused, Error::Target(TargetError::InsecureEndpoint { origin: "--endpoint-url", .. })),
        "{refused}"
    );
    assert!(case([PROD, endpoint, ("insecure-http", "")], [REGION]).resolve(MESSAGES).is_ok());
    assert!(case([("endpoint-url", "http://dynamodb-local:8000")], []).resolve(MESSAGES).is_ok());
}

#[test]
fn a_mix_of_targets_is_refused_by_name() {
    for (case, stores, name) in [
        (case([], [("AWS_ENDPOINT_URL", "https://dynamodb.ca-central-1.amazonaws.com")]), MESSAGES, "AWS_ENDPOINT_URL"),
        (case([("endpoint-url", "https://dynamodb.us-east-1.api.aws")], []), MESSAGES, "--endpoint-url"),
        (case([("endpoint-url", "https://dynamodb.eusc-de-east-1.amazonaws.eu")], []), MESSAGES, "--endpoint-url"),
        (case([("endpoint-url", "https://dynamodb.cn-north-1.amazonaws.com.cn")], []), MESSAGES, "--endpoint-url"),
        (case([("endpoint-url", "http://dynamodb.us-iso-east-1.c2s.ic.gov")], []), MESSAGES, "--endpoint-url"),
        (
            case([], [("CONNECTION_URL", "postgresql://u@db.rds.us-isob-east-1.sc2s.sgov.gov/d")]),
            USERS,
            "CONNECTION_URL",
        ),
        (case([], [("CONNECTION_URL", RDS.1)]), USERS, "CONNECTION_URL"),
        (case([("database-url", RDS.1)], []), USERS, "--database-url"),
        (case([("embedded", ""), PROD], [REGION]), MESSAGES, "--embedded with --prod"),
        (case([("embedded", ""), ("endpoint-url", "http://localhost:1")], []), MESSAGES, "--endpoint-url"),
    ] {
        let error = case.refused(stores);
        assert!(matches!(error, Error::Target(TargetError::Mix { .. })), "{error}");
        assert!(error.to_string().contains(name), "{error}");
        assert!(!error.to_string().contains("password"), "{error}");
    }
}

#[test]
fn an_id_that_is_not_a_pools_is_refused() {
    let client_id = ("COGNITO_USER_POOLS_ID", "4hov9m2k8h1a2b3c4d5e6f7g8h");
    assert!(matches!(case([], [client_id]).refused(POOL), Error::Target(TargetError::PoolIdIsClientId { .. })));
    for id in ["nonsense", "_x", "ca-central-1_", "ca central_x"] {
        assert!(
            matches!(
                case([], [("COGNITO_USER_POOLS_ID", id)]).refused(POOL),
                Error::Target(TargetError::PoolIdMalformed { .. })
            ),
            "{id}"
        );
    }
}

#[test]
fn what_is_no_url_is_refused() {
    for url in ["localhost:8000", "ftp://localhost", "http://", "nonsense", "http://user:secret@localhost"] {
        let error = case([], [("AWS_ENDPOINT_URL", url)]).refused(MESSAGES);
        assert!(
            matches!(error, Error::Target(TargetError::BadUrl { origin: "AWS_ENDPOINT_URL", .. })),
            "{url}: {error}"
        );
    }
    assert!(matches!(
        case([], [("CRUDDUR_LOCAL", "yes")]).refused(MESSAGES),
        Error::Target(TargetError::BadSetting { .. })
    ));
}

const IAM: (&str, &str) = ("CRUDDUR_DATABASE_AUTH", "iam");
const RDS_HOST: &str = "cruddur.abc.ca-central-1.rds.amazonaws.com";

/// Returns the case of a production database with a sign-in by IAM.
fn by_iam<const N: usize>(url: &str, vars: [(&'static str, &'static str); N]) -> Case {
    let url: &'static str = url.to_owned().leak();
    let mut case = case([PROD], vars);
    case.vars.extend([IAM, ("PROD_CONNECTION_URL", url), ("AWS_ACCESS_KEY_ID", "k"), ("AWS_SECRET_ACCESS_KEY", "s")]);
    case
}

#[test]
fn a_sign_in_by_iam_needs_no_password_and_uses_none() {
    let url = format!("postgresql://cruddur_app@{RDS_HOST}/cruddur");
    // PGPASSWORD is not used, and the region is that of the host.
    let case = by_iam(&url, [("PGPASSWORD", "secret")]);
    let target = case.resolve(USERS).unwrap();
    assert_eq!(target.to_string(), format!("prod, users postgresql://cruddur_app@{RDS_HOST}:5432/cruddur by IAM"));
    let Some(UsersAt::Postgres(url)) = &target.users else { panic!("{target}") };
    assert_eq!(url.password(&url.servers()[0]), Ok(None));
    // The option takes precedence over the variable.
    let mut case = case;
    case.flags.push(("database-auth", "password"));
    assert!(!case.shown(USERS).contains("IAM"));
}

#[test]
fn what_contradicts_a_sign_in_by_iam_is_refused_by_name() {
    let database = format!("cruddur_app@{RDS_HOST}/cruddur");
    let refused = |case: Case| match case.refused(USERS) {
        Error::Target(TargetError::Iam { origin: "CRUDDUR_DATABASE_AUTH", why }) => why,
        other => panic!("{other:?}"),
    };
    let with = |parameters: &str| by_iam(&format!("postgresql://{database}{parameters}"), []);
    let password = IamConflict::Password("PROD_CONNECTION_URL".to_owned());
    assert_eq!(refused(with("?password=secret")), password);
    assert_eq!(refused(by_iam(&format!("postgresql://u:secret@{RDS_HOST}"), [])), password);
    for mode in ["disable", "allow", "prefer"] {
        let named = |source: &str| IamConflict::WithoutTls(format!("sslmode={mode} ({source})"));
        assert_eq!(refused(with(&format!("?sslmode={mode}"))), named("PROD_CONNECTION_URL"));
        assert_eq!(refused(by_iam(&format!("postgresql://{database}"), [("PGSSLMODE", mode)])), named("PGSSLMODE"));
    }
    for mode in ["require", "verify-ca", "verify-full"] {
        assert!(with(&format!("?sslmode={mode}")).resolve(USERS).is_ok(), "{mode}");
    }
    for host in ["127.0.0.1", "[::1]"] {
        let text = host.trim_matches(['[', ']']).to_owned();
        assert_eq!(refused(by_iam(&format!("postgresql://u@{host}/d"), [])), IamConflict::NoHostName(text));
    }
    let socket = by_iam("host=/run/postgresql user=u", []);
    assert_eq!(refused(socket), IamConflict::NoHostName("/run/postgresql".to_owned()));
    // By default a local target has no TLS.
    let local = |url| case([("database-url", url)], [IAM, REGION]);
    assert!(matches!(refused(local("postgresql://u@db/d")), IamConflict::WithoutTls(_)));
    assert!(local("postgresql://u@db/d?sslmode=require").resolve(USERS).is_ok());
    assert_eq!(refused(case([], [IAM])), IamConflict::Embedded);
    assert_eq!(refused(case([("embedded", "")], [IAM])), IamConflict::Embedded);
}

#[test]
fn a_sign_in_by_iam_needs_a_region_and_a_known_method() {
    let url = "postgresql://cruddur_app@db.example.com/cruddur";
    assert!(matches!(by_iam(url, []).refused(USERS), Error::Target(TargetError::NoRegion)));
    assert!(by_iam(url, [REGION]).resolve(USERS).is_ok());
    let unknown = case([], [("CRUDDUR_DATABASE_AUTH", "IAM"), LOCAL_POSTGRES]);
    assert_eq!(unknown.refused(USERS).to_string(), "CRUDDUR_DATABASE_AUTH=IAM is not one of password, iam");
    // A command without users ignores the variable.
    assert!(unknown.resolve(MESSAGES).is_ok());
}
