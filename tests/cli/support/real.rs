//! A world's part of the real servers.

use aws_config::{BehaviorVersion, Region};
use aws_sdk_cognitoidentityprovider::types::AttributeType;
use aws_sdk_dynamodb::config::Credentials;
use postgres::{Client, NoTls};
use uuid::Uuid;

/// A set of tables, a database and a user pool that nobody else has. DynamoDB Local keeps the tables of each access key
/// apart.
pub struct Servers {
    dynamodb: String,
    cognito: String,
    database: String,
    access_key: String,
    pool: String,
}

impl Servers {
    pub fn new() -> Self {
        let [dynamodb, postgres, cognito] = ["DYNAMODB", "POSTGRES", "COGNITO"].map(|server| {
            let variable = format!("CRUDDUR_TEST_{server}");
            std::env::var(&variable).unwrap_or_else(|_| panic!("{variable} is not set: run tests/run"))
        });
        let id = Uuid::new_v4().simple().to_string();
        let name = format!("cruddur_{id}");
        connect(&postgres).batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
        let (server, _) = postgres.rsplit_once('/').expect("a database in the URL");
        Self { database: format!("{server}/{name}"), access_key: id, pool: create_pool(&cognito), dynamodb, cognito }
    }

    pub fn env(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AWS_ENDPOINT_URL_DYNAMODB", self.dynamodb.clone()),
            ("LOCAL_CONNECTION_URL", self.database.clone()),
            ("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", self.cognito.clone()),
            ("COGNITO_USER_POOLS_ID", self.pool.clone()),
            ("AWS_ACCESS_KEY_ID", self.access_key.clone()),
            ("AWS_SECRET_ACCESS_KEY", "cruddur".to_owned()),
        ]
    }

    /// Everything that names these servers looks in a snapshot as it does in an embedded world.
    pub fn replacements(&self) -> Vec<(String, String)> {
        let shown = self.database.clone();
        let (user, host) = shown.split_once('@').expect("a user in the URL");
        let (user, _) = user.rsplit_once(':').expect("a password in the URL");
        let embedded = "embedded in .cruddur".to_owned();
        let database = self.database.rsplit_once('/').expect("a database in the URL").1.to_owned();
        vec![
            (format!("{user}:***@{host}"), embedded.clone()),
            (database, "users".to_owned()),
            (format!("{} at {}", self.pool, self.cognito), embedded.clone()),
            (self.dynamodb.clone(), embedded),
        ]
    }

    pub fn sql(&self, statements: &str) {
        connect(&self.database).batch_execute(statements).expect("SQL");
    }

    pub fn count(&self, query: &str) -> i64 {
        connect(&self.database).query_one(query, &[]).expect("SQL").get(0)
    }

    pub fn add_pool_users(&self, handles: &[String]) {
        let client = cognito(&self.cognito);
        wait(async {
            for handle in handles {
                let name = Uuid::new_v4().to_string();
                let mut create = client.admin_create_user().user_pool_id(&self.pool).username(name);
                if !handle.is_empty() {
                    create = create.user_attributes(attribute("preferred_username", handle));
                }
                create.send().await.expect("AdminCreateUser");
            }
        });
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

fn create_pool(cognito_url: &str) -> String {
    let client = cognito(cognito_url);
    let reply = wait(client.create_user_pool().pool_name("cruddur").send()).expect("CreateUserPool");
    reply.user_pool.and_then(|pool| pool.id).expect("the pool's id")
}

fn cognito(url: &str) -> aws_sdk_cognitoidentityprovider::Client {
    let config = aws_sdk_cognitoidentityprovider::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("cruddur", "cruddur", None, None, "tests"))
        .endpoint_url(url)
        .build();
    aws_sdk_cognitoidentityprovider::Client::from_conf(config)
}

fn attribute(name: &str, value: &str) -> AttributeType {
    AttributeType::builder().name(name).value(value).build().expect("an attribute")
}
