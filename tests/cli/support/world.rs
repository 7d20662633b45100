//! A world for each test: a directory, a cleared environment, a fixed clock, and stores that no other test uses.

use super::output::Output;
use super::real::{self, Server, Servers};
use cruddur::db::Users;
use cruddur::ddb::Table;
use cruddur::event::Observer;
use cruddur::messaging::DEFAULT_TABLE;
use cruddur::stores;
use cruddur::target::{Request, Stores, Target};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The time of the clock of every command.
pub const NOW: &str = "2026-11-22T12:00:00Z";

/// The id of the conversation between londo and bayko in the seeds.
pub const CONVERSATION: &str = "92254384-12d5-46a3-aff3-790ffcda83b0";

pub struct World {
    dir: TempDir,
    env: Vec<(String, String)>,
    replacements: Vec<(String, String)>,
    real: Servers,
}

impl World {
    /// Returns a world with embedded stores in its directory.
    pub fn embedded() -> Self {
        Self::bare().with("CRUDDUR_LOCAL", "embedded")
    }

    /// Returns a world with a table, a database and a user pool of its own in the servers that `tests/run` started.
    pub fn real() -> Self {
        Self::with_servers(&Server::ALL)
    }

    /// As [`World::real`], with only these servers. The other stores are embedded.
    pub fn with_servers(servers: &[Server]) -> Self {
        let real = Servers::new(servers);
        let mut world = Self::bare();
        for (name, value) in real.env() {
            world = world.with(name, &value);
        }
        world.replacements.extend(real.replacements());
        Self { real, ..world }
    }

    /// Returns a world with embedded stores, the users of the seeds and an empty table.
    pub fn ready() -> Self {
        let world = Self::embedded();
        world.prepare();
        world
    }

    /// Returns a world with embedded stores after `setup`, with the users and the conversations of the seeds.
    pub fn seeded() -> Self {
        let world = Self::embedded();
        world.run(["setup"]).ok();
        world
    }

    /// Returns a world with only a directory and a clock.
    pub fn bare() -> Self {
        let dir = TempDir::new().expect("a temporary directory");
        let replacements = vec![(dir.path().display().to_string(), "[DIR]".to_owned())];
        let state = dir.path().join("state").display().to_string();
        let world = Self { dir, env: Vec::new(), replacements, real: Servers::default() };
        world
            .with("CRUDDUR_NOW", NOW)
            .with("XDG_STATE_HOME", &state)
            // No command may find credentials in instance metadata or in a home directory.
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

    /// Writes a file into the directory in which commands run.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.dir().join(name), text).expect("a file");
    }

    pub fn var(&self, name: &str) -> Option<String> {
        self.env.iter().rev().find(|(have, _)| have == name).map(|(_, value)| value.clone())
    }

    /// Returns the environment of the commands.
    pub fn env(&self) -> impl Iterator<Item = (&str, &str)> {
        self.env.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Connects to the users database, unless it is embedded.
    #[cfg(feature = "lambda")]
    pub fn database(&self) -> Option<postgres::Client> {
        self.real.database()
    }

    /// Runs the binary with these arguments, without a terminal.
    pub fn run(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
        self.output(&self.command(args).output().expect("the binary runs"))
    }

    /// Runs the binary with the arguments of a line, which are separated by blanks: for lists of commands.
    pub fn run_line(&self, line: &str) -> Output {
        self.run(line.split_whitespace())
    }

    /// Creates the users schema, and inserts the users of the seeds.
    pub fn seed_users(&self) {
        self.run(["db", "schema-load"]).ok();
        self.run(["db", "seed"]).ok();
    }

    /// Inserts the users of the seeds, and creates an empty table.
    pub fn prepare(&self) {
        self.seed_users();
        self.run(["ddb", "schema-load"]).ok();
    }

    /// Drops the table, and creates an empty one on demand.
    pub fn recreate_table(&self) {
        self.run(["ddb", "drop-table", "--yes"]).ok();
        self.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    }

    /// Starts the binary in the background, with its output discarded.
    pub fn spawn(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Child {
        let mut command = self.command(args);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs")
    }

    /// Returns the output of a run with the replacements of this world.
    pub fn output(&self, output: &std::process::Output) -> Output {
        Output::new(output, &self.replacements)
    }

    /// Returns the binary as a command in the environment and the directory of this world.
    pub fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cruddur"));
        command.args(args).current_dir(self.dir()).env_clear().envs(self.env.iter().cloned()).stdin(Stdio::null());
        command
    }

    /// Returns every item of the table as DynamoDB JSON, in the order of keys.
    pub fn items(&self) -> Vec<serde_json::Value> {
        let mut items = self.run(["ddb", "scan", "--raw", "--output", "json"]).ok().rows();
        items.sort_by_key(|item| format!("{} {}", item["pk"], item["sk"]));
        items
    }

    /// Calls `work` with the table, without the binary.
    pub fn with_table<T>(&self, work: impl AsyncFnOnce(&Table) -> T) -> T {
        real::wait(async {
            let target = self.target(Stores { messages: true, ..Stores::default() }).await;
            let messages = stores::table(&target, DEFAULT_TABLE, Observer::default()).await.expect("the table");
            work(&messages).await
        })
    }

    /// Calls `work` with the users, without the binary.
    pub fn with_users<T>(&self, work: impl AsyncFnOnce(&Users) -> T) -> T {
        real::wait(async {
            let target = self.target(Stores { users: true, ..Stores::default() }).await;
            work(&stores::users(&target, Observer::default()).await.expect("the users")).await
        })
    }

    async fn target(&self, stores: Stores) -> Target {
        let env = |name: &str| match name {
            "CRUDDUR_HOME" => Some(self.dir().join(".cruddur").display().to_string()),
            name => self.var(name),
        };
        let request = Request { directory: self.dir().to_owned(), ..Request::without_options(&env) };
        Target::resolve(&request, stores).await.expect("a target")
    }

    /// Puts items that are given as DynamoDB JSON.
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

    /// Runs SQL that both PostgreSQL and SQLite support in the users database.
    pub fn sql(&self, statements: &str) {
        match self.real.database() {
            Some(mut database) => database.batch_execute(statements).expect("SQL"),
            None => self.sqlite().execute_batch(statements).expect("SQL"),
        }
    }

    /// Returns the `uuid` of the user with this handle.
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

    /// Returns the number that a query of the users database returns.
    pub fn count(&self, query: &str) -> i64 {
        match self.real.database() {
            Some(mut database) => database.query_one(query, &[]).expect("SQL").get(0),
            None => self.sqlite().query_row(query, [], |row| row.get(0)).expect("SQL"),
        }
    }

    /// Adds confirmed users with a verified e-mail address to the pool. A user whose handle is empty has none.
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

    /// Adds a user to the pool whose sign-up is not confirmed.
    pub fn sign_up(&self, handle: &str) {
        if !self.real.sign_up(handle) {
            self.add_pool_users(&[handle.to_owned()]);
            self.sqlite()
                .execute("UPDATE pool_users SET status = 'UNCONFIRMED' WHERE handle = ?1", [handle])
                .expect("SQL");
        }
    }

    fn sqlite(&self) -> rusqlite::Connection {
        // Creates the file first. The pool is in it even if the users are in PostgreSQL.
        self.run(["db", "schema-load", "--embedded"]).ok();
        rusqlite::Connection::open(self.dir().join(".cruddur/users.db")).expect("the users file")
    }
}
