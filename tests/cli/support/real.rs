//! The tables, the database and the user pool of a world in the real servers.

use aws_config::{BehaviorVersion, Region};
use aws_sdk_cognitoidentityprovider::types::AttributeType;
use aws_sdk_dynamodb::config::Credentials;
use postgres::{Client, NoTls};
use uuid::Uuid;

/// The servers that tests talk to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    DynamoDb,
    Postgres,
    Cognito,
}

impl Server {
    pub const ALL: [Self; 3] = [Self::DynamoDb, Self::Postgres, Self::Cognito];

    /// Returns the variable with which the binary finds the server.
    pub fn variable(self) -> &'static str {
        match self {
            Self::DynamoDb => "AWS_ENDPOINT_URL_DYNAMODB",
            Self::Postgres => "LOCAL_CONNECTION_URL",
            Self::Cognito => "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
        }
    }

    fn url(self) -> String {
        let variable = match self {
            Self::DynamoDb => "CRUDDUR_TEST_DYNAMODB",
            Self::Postgres => "CRUDDUR_TEST_POSTGRES",
            Self::Cognito => "CRUDDUR_TEST_COGNITO",
        };
        std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run tests/run"))
    }
}

/// A set of tables, a database and a user pool that no other world uses. DynamoDB Local separates the tables of each access key. A
/// store that is `None` is embedded.
#[derive(Default)]
pub struct Servers {
    tables: Option<Tables>,
    database: Option<String>,
    pool: Option<Pool>,
}

struct Tables {
    url: String,
    access_key: String,
}

struct Pool {
    url: String,
    id: String,
}

impl Servers {
    /// Creates the store of each of these servers.
    pub fn new(servers: &[Server]) -> Self {
        let id = Uuid::new_v4().simple().to_string();
        let url = |server: Server| servers.contains(&server).then(|| server.url());
        Self {
            tables: url(Server::DynamoDb).map(|url| Tables { url, access_key: id.clone() }),
            database: url(Server::Postgres).map(|url| create_database(&url, &format!("cruddur_{id}"))),
            pool: url(Server::Cognito).map(|url| Pool { id: create_pool(&url), url }),
        }
    }

    pub fn env(&self) -> Vec<(&'static str, String)> {
        let mut env = Vec::new();
        if let Some(tables) = &self.tables {
            env.push((Server::DynamoDb.variable(), tables.url.clone()));
            env.push(("AWS_ACCESS_KEY_ID", tables.access_key.clone()));
            env.push(("AWS_SECRET_ACCESS_KEY", "cruddur".to_owned()));
        }
        env.extend(self.database.iter().map(|url| (Server::Postgres.variable(), url.clone())));
        if let Some(pool) = &self.pool {
            env.push((Server::Cognito.variable(), pool.url.clone()));
            env.push(("COGNITO_USER_POOLS_ID", pool.id.clone()));
        }
        env
    }

    /// Returns replacements of the names of these servers, so that a snapshot is the same as in an embedded world.
    pub fn replacements(&self) -> Vec<(String, String)> {
        let embedded = "embedded in .cruddur".to_owned();
        let mut pairs = Vec::new();
        if let Some(url) = &self.database {
            let (user, host) = url.split_once('@').expect("a user in the URL");
            let (user, _) = user.rsplit_once(':').expect("a password in the URL");
            let name = url.rsplit_once('/').expect("a database in the URL").1;
            pairs.push((format!("{user}:***@{host}"), embedded.clone()));
            pairs.push((name.to_owned(), "users".to_owned()));
        }
        pairs.extend(self.pool.iter().map(|pool| (format!("{} at {}", pool.id, pool.url), embedded.clone())));
        pairs.extend(self.tables.iter().map(|tables| (tables.url.clone(), embedded.clone())));
        pairs
    }

    /// Connects to the users database, unless it is embedded.
    pub fn database(&self) -> Option<Client> {
        self.database.as_deref().map(connect)
    }

    /// Adds users to the pool. Returns false if it is embedded.
    pub fn add_pool_users(&self, handles: &[String]) -> bool {
        let Some(pool) = &self.pool else { return false };
        let client = cognito(&pool.url);
        wait(async {
            for handle in handles {
                let name = Uuid::new_v4().to_string();
                let mut create = client.admin_create_user().user_pool_id(&pool.id).username(&name);
                create = create.user_attributes(attribute("email", &email_of(handle)));
                create = create.user_attributes(attribute("email_verified", "true"));
                if !handle.is_empty() {
                    create = create.user_attributes(attribute("preferred_username", handle));
                }
                create.send().await.expect("AdminCreateUser");
                // A permanent password confirms the user.
                let password = client.admin_set_user_password().user_pool_id(&pool.id).username(&name);
                password.password("P4ssword!").permanent(true).send().await.expect("AdminSetUserPassword");
            }
        });
        true
    }

    /// Signs a user up, who does not confirm it. Returns false if the pool is embedded.
    pub fn sign_up(&self, handle: &str) -> bool {
        let Some(pool) = &self.pool else { return false };
        let client = cognito(&pool.url);
        wait(async {
            let app = client.create_user_pool_client().user_pool_id(&pool.id).client_name("app").send().await;
            let app = app.expect("CreateUserPoolClient").user_pool_client.and_then(|app| app.client_id);
            let sign_up = client.sign_up().client_id(app.expect("an id")).username(Uuid::new_v4().to_string());
            let sign_up = sign_up.password("P4ssword!").user_attributes(attribute("email", &email_of(handle)));
            sign_up.user_attributes(attribute("preferred_username", handle)).send().await.expect("SignUp");
        });
        true
    }
}

/// Returns the e-mail address of a user, as in the seeds.
pub fn email_of(handle: &str) -> String {
    match handle {
        "" => "somebody@cruddur.example".to_owned(),
        "andrewbrown" => "andrew@cruddur.example".to_owned(),
        handle => format!("{handle}@cruddur.example"),
    }
}

/// Waits for a future on a runtime of its own.
pub fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

fn connect(url: &str) -> Client {
    Client::connect(url, NoTls).expect("PostgreSQL")
}

/// Creates a database, and returns its URL.
fn create_database(url: &str, name: &str) -> String {
    connect(url).batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
    let (server, _) = url.rsplit_once('/').expect("a database in the URL");
    format!("{server}/{name}")
}

fn create_pool(cognito_url: &str) -> String {
    let client = cognito(cognito_url);
    let reply = wait(client.create_user_pool().pool_name("cruddur").send()).expect("CreateUserPool");
    reply.user_pool.and_then(|pool| pool.id).expect("the pool's id")
}

fn cognito(url: &str) -> aws_sdk_cognitoidentityprovider::Client {
    let config = aws_sdk_cognitoidentityprovider::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .credentials_provider(Credentials::new("cruddur", "cruddur", None, None, "tests"))
        .endpoint_url(url)
        .build();
    aws_sdk_cognitoidentityprovider::Client::from_conf(config)
}

fn attribute(name: &str, value: &str) -> AttributeType {
    AttributeType::builder().name(name).value(value).build().expect("an attribute")
}
