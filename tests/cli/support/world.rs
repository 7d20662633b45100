//! A world of a test's own: a directory, a cleared environment, a fixed clock, and stores that no other test touches.

use super::output::Output;
use super::real::{self, Server, Servers};
use cruddur::db::Users;
use cruddur::ddb::{DEFAULT_TABLE, Table};
use cruddur::event::Observer;
use cruddur::stores;
use cruddur::target::{Request, Stores, Target};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What commands take as now.
pub const NOW: &str = "2026-11-22T12:00:00Z";

pub struct World {
    dir: TempDir,
    env: Vec<(String, String)>,
    replacements: Vec<(String, String)>,
    real: Servers,
}

impl World {
    /// Embedded stores in the world's directory.
    pub fn embedded() -> Self {
        Self::bare().with("CRUDDUR_LOCAL", "embedded")
    }

    /// A table, a database and a user pool of its own in the servers that `tests/run` started.
    pub fn real() -> Self {
        Self::with_servers(&Server::ALL)
    }

    /// As [`World::real`], of these servers alone; what is missing is embedded.
    pub fn with_servers(servers: &[Server]) -> Self {
        let real = Servers::new(servers);
        let mut world = Self::bare();
        for (name, value) in real.env() {
            world = world.with(name, &value);
        }
        world.replacements.extend(real.replacements());
        Self { real, ..world }
    }

    /// Nothing but the directory and the clock.
    pub fn bare() -> Self {
        let dir = TempDir::new().expect("a temporary directory");
        let replacements = vec![(dir.path().display().to_string(), "[DIR]".to_owned())];
        let state = dir.path().join("state").display().to_string();
        let world = Self { dir, env: Vec::new(), replacements, real: Servers::default() };
        world
            .with("CRUDDUR_NOW", NOW)
            .with("XDG_STATE_HOME", &state)
            // Nobody is to be asked for credentials that are not there, and no home directory has any.
            .with("AWS_EC2_METADATA_DISABLED", "true")
            .with("AWS_CONFIG_FILE", "/dev/null")
            .with("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file into the directory; commands run there.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.dir().join(name), text).expect("a file");
    }

    pub fn var(&self, name: &str) -> Option<String> {
        self.env.iter().rev().find(|(have, _)| have == name).map(|(_, value)| value.clone())
    }

    /// The environment that commands run in.
    #[cfg(feature = "lambda")]
    pub fn env(&self) -> impl Iterator<Item = (&str, &str)> {
        self.env.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The users database, where it is not embedded.
    #[cfg(feature = "lambda")]
    pub fn database(&self) -> Option<postgres::Client> {
        self.real.database()
    }

    /// Runs the binary with these arguments, which stand between spaces; nothing can be asked.
    pub fn run(&self, args: &str) -> Output {
        self.run_args(&args.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs the binary with arguments that hold spaces.
    pub fn run_args(&self, args: &[&str]) -> Output {
        self.output(&self.command(args).output().expect("the binary runs"))
    }

    /// What a run printed, as tests compare it.
    pub fn output(&self, output: &std::process::Output) -> Output {
        Output::new(output, &self.replacements)
    }

    /// The binary as a command of this world.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cruddur"));
        command.args(args).current_dir(self.dir()).env_clear().envs(self.env.iter().cloned()).stdin(Stdio::null());
        command
    }

    /// Every item of the table as DynamoDB JSON, in the order of keys: what a test compares before and after.
    pub fn items(&self) -> Vec<serde_json::Value> {
        let mut items = self.run("ddb scan --raw --output json").ok().rows();
        items.sort_by_key(|item| format!("{} {}", item["pk"], item["sk"]));
        items
    }

    /// Works on the table itself, past the command line.
    pub fn with_table<T>(&self, work: impl AsyncFnOnce(&Table) -> T) -> T {
        real::wait(async {
            let target = self.target(Stores { messages: true, ..Stores::default() }).await;
            let messages = stores::table(&target, DEFAULT_TABLE, Observer::default()).await.expect("the table");
            work(&messages).await
        })
    }

    /// Works on the users, past the command line.
    pub fn with_users<T>(&self, work: impl AsyncFnOnce(&Users) -> T) -> T {
        real::wait(async {
            let target = self.target(Stores { users: true, ..Stores::default() }).await;
            work(&stores::users(&target, Observer::default()).await.expect("the users")).await
        })
    }

    async fn target(&self, stores: Stores) -> Target {
        let request = Request {
            prod: false,
            embedded: false,
            region: None,
            profile: None,
            endpoint_url: None,
            user_pool_id: None,
            cognito_endpoint_url: None,
            insecure_http: false,
            database_url: None,
            database_auth: None,
            timeout: std::time::Duration::from_secs(30),
            only_reads: false,
            directory: self.dir().to_owned(),
            env: &|name| match name {
                "CRUDDUR_HOME" => Some(self.dir().join(".cruddur").display().to_string()),
                name => self.var(name),
            },
            answers: &|_| false,
        };
        Target::resolve(&request, stores).await.expect("a target")
    }

    /// Puts items that are written as DynamoDB JSON, as they are.
    pub fn put(&self, items: &[serde_json::Value]) {
        self.with_table(async |messages| {
            for item in items {
                let members = item.as_object().expect("an item").iter();
                let item = members
                    .map(|(name, value)| {
                        (name.clone(), cruddur::ddb::expression_value(&value.to_string()).expect("a value"))
                    })
                    .collect();
                let put = messages.client().put_item().table_name(messages.table()).set_item(Some(item));
                put.send().await.expect("PutItem");
            }
        });
    }

    /// Deletes the items with these keys.
    pub fn delete(&self, keys: &[&serde_json::Value]) {
        self.with_table(async |messages| {
            for item in keys {
                let text = |name: &str| cruddur::ddb::expression_value(&item[name].to_string()).expect("a key");
                let delete = messages.client().delete_item().table_name(messages.table());
                delete.key("pk", text("pk")).key("sk", text("sk")).send().await.expect("DeleteItem");
            }
        });
    }

    /// Runs SQL that both PostgreSQL and SQLite know in the users database.
    pub fn sql(&self, statements: &str) {
        match self.real.database() {
            Some(mut database) => database.batch_execute(statements).expect("SQL"),
            None => self.sqlite().execute_batch(statements).expect("SQL"),
        }
    }

    /// The `uuid` of a user, by handle.
    pub fn uuid_of(&self, handle: &str) -> String {
        match self.real.database() {
            Some(mut database) => {
                let query = "SELECT uuid::text FROM users WHERE handle = $1";
                database.query_one(query, &[&handle]).expect("SQL").get(0)
            }
            None => {
                let query = "SELECT uuid FROM users WHERE handle = ?1";
                self.sqlite().query_row(query, [handle], |row| row.get(0)).expect("SQL")
            }
        }
    }

    /// One number from the users database.
    pub fn count(&self, query: &str) -> i64 {
        match self.real.database() {
            Some(mut database) => database.query_one(query, &[]).expect("SQL").get(0),
            None => self.sqlite().query_row(query, [], |row| row.get(0)).expect("SQL"),
        }
    }

    /// Adds confirmed users with a verified e-mail address to the pool, each with a handle, or without one where it is empty.
    pub fn add_pool_users(&self, handles: &[String]) {
        if self.real.add_pool_users(handles) {
            return;
        }
        let mut sqlite = self.sqlite();
        let transaction = sqlite.transaction().expect("a transaction");
        for handle in handles {
            let email = real::email_of(handle);
            let handle = Some(handle).filter(|handle| !handle.is_empty());
            let user = (uuid::Uuid::new_v4().to_string(), handle, email);
            let insert = "INSERT INTO pool_users (sub, handle, email, created)
                          VALUES (?1, ?2, ?3, '2026-11-22T11:00:00.000000+00:00')";
            transaction.execute(insert, user).expect("a pool user");
        }
        transaction.commit().expect("a commit");
    }

    fn sqlite(&self) -> rusqlite::Connection {
        // What a test changes is made first, whatever database the users are in.
        self.run("db schema-load --embedded").ok();
        rusqlite::Connection::open(self.dir().join(".cruddur/users.db")).expect("the users file")
    }
}
