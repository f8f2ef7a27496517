//! The preview server: what it answers, whom it answers, and what an edit does to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::built::{program, write};

/// How often an answer is asked for again before a test gives up: watchers need a moment.
const TRIES: usize = 400;

/// A running server; it ends with the test.
struct Server {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Server {
    /// Serves a new site of two languages.
    fn start() -> Server {
        let folder = TempDir::new().expect("a folder");
        let root = folder.path();
        write(
            root,
            "site.toml",
            "base_url = \"https://example.org/x/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"pt-BR\"]\n",
        );
        story(root, "en", "Words.");
        let translation =
            "\n[translation]\nof = \"en\"\nrevision = 2026-01-02\nby = [\"Ana Lima\"]\nmethod = \"human\"\n";
        let head =
            format!("+++\ntitle = \"História\"\ndescription = \"Texto\"\n{translation}+++\n\nPalavras.\n");
        write(root, "content/a/pt-BR.md", head);
        write(root, "content/static/é ü.txt", "a file");
        let mut command = program();
        command.args(["serve", "--port", "0", "--root"]).arg(root);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
        let address = lines.by_ref().map(|line| line.expect("a line")).find_map(|line| {
            Some(
                line.strip_prefix("serving http://127.0.0.1:")?
                    .split_once('/')?
                    .0
                    .parse::<u16>()
                    .expect("a port"),
            )
        });
        // The rest is read and forgotten: a full pipe would stop the server.
        std::thread::spawn(move || lines.for_each(drop));
        Server { child, port: address.expect("it says where it serves"), folder }
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Sends a request with these lines behind the first and gives the open stream.
    fn send(&self, method: &str, path: &str, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
            .expect("sent");
        stream
    }

    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut all = Vec::new();
        self.send(method, path, host).read_to_end(&mut all).expect("an answer");
        let all = String::from_utf8_lossy(&all).into_owned();
        let (head, body) = all.split_once("\r\n\r\n").expect("head and body");
        let status = head.split(' ').nth(1).expect("a status").parse().expect("a number");
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    /// Asks until the answer is as wanted.
    fn until(&self, path: &str, is_right: impl Fn(&Answer) -> bool) -> Answer {
        for _ in 0..TRIES {
            let answer = self.get(path);
            if is_right(&answer) {
                return answer;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("`{path}` never became what it should: {}", self.get(path).body);
    }
}

fn story(root: &Path, lang: &str, words: &str) {
    let head = "+++\ntitle = \"Title\"\ndescription = \"Standfirst\"\ndate = 2026-01-02\n+++\n\n";
    write(root, &format!("content/a/{lang}.md"), format!("{head}{words}\n"));
}

#[test]
fn pages_of_every_language_are_answered_and_nothing_else() {
    let server = Server::start();
    for (path, words) in [
        ("/", "Site"),
        ("/en/", "Title"),
        ("/en/a/", "Words."),
        ("/pt-br/a/", "Palavras."),
        ("/en/a/?utm=1", "Words."),
        ("/%65n/a/index.html", "Words."),
        ("/%C3%A9%20%C3%BC.txt", "a file"),
        ("/en/feed.xml", "<feed"),
        ("/sitemap.xml", "<urlset"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains(words), "{path}: {}", answer.body);
        assert!(answer.head.contains("cache-control: no-store"), "{path}: {}", answer.head);
        let is_page = answer.head.contains("content-type: text/html");
        assert_eq!(
            answer.body.contains("/_onrecord/reload.js"),
            is_page,
            "{path}: only pages have the script"
        );
    }
    let folder = server.get("/en/a");
    assert_eq!(folder.status, 302);
    assert!(folder.head.contains("location: /en/a/"), "{}", folder.head);
    assert!(server.get("//en/a").head.contains("location: /en/a/"), "never to another host");
    let missing = server.get("/en/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("<html"), "the site's own page: {}", missing.body);
    for path in [
        "/../../etc/passwd",
        "/en/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/../site.toml",
        "/content/a/en.md",
        "/en\\..\\..\\site.toml",
        "/%00",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("root:") && !answer.body.contains("base_url"), "{path}");
    }
    let head = server.ask("HEAD", "/en/a/", &format!("localhost:{}", server.port));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(server.ask("POST", "/en/a/", &format!("localhost:{}", server.port)).status, 405);
    assert_eq!(server.get("/_onrecord/anything").status, 404);
    assert!(server.get("/_onrecord/reload.js").body.contains("EventSource"));
}

#[test]
fn a_name_that_was_made_to_point_here_gets_no_answer() {
    let server = Server::start();
    let port = server.port;
    for host in
        ["evil.example".to_owned(), format!("evil.example:{port}"), "127.0.0.1".to_owned(), String::new()]
    {
        let answer = server.ask("GET", "/en/a/", &host);
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("Words"), "{host}");
    }
    assert_eq!(server.ask("GET", "/en/a/", &format!("localhost:{port}")).status, 200);
}

#[test]
fn an_edit_is_seen_and_told_to_the_browsers_that_show_it() {
    let server = Server::start();
    let host = format!("127.0.0.1:{}", server.port);
    let mut listening = BufReader::new(server.send("GET", "/_onrecord/events?page=%2Fen%2Fa%2F", &host));
    let mut first = String::new();
    while !first.contains(": ok") {
        listening.read_line(&mut first).expect("a line");
    }
    assert!(first.contains("text/event-stream"), "{first}");
    story(server.root(), "en", "Other words.");
    server.until("/en/a/", |answer| answer.body.contains("Other words."));
    let mut events = String::new();
    while !events.contains("event: reload\n") {
        assert!(listening.read_line(&mut events).expect("a line") > 0, "{events}");
    }
    // A new story, a new language of one, a theme of the site's own, a removed story.
    write(
        server.root(),
        "content/b/en.md",
        "+++\ntitle = \"Second\"\ndescription = \"S\"\ndate = 2026-01-03\n+++\n\nNew.\n",
    );
    server.until("/en/b/", |answer| answer.status == 200 && answer.body.contains("New."));
    server.until("/en/", |answer| answer.body.contains("Second"));
    write(server.root(), "themes/broadsheet/templates/404.html", "<!DOCTYPE html>\n<title>Gone</title>\n");
    server.until("/nowhere/", |answer| answer.status == 404 && answer.body.contains("<title>Gone</title>"));
    std::fs::remove_dir_all(server.root().join("content/b")).expect("removed");
    server.until("/en/b/", |answer| answer.status == 404);
}

#[test]
fn a_mistake_is_shown_and_the_old_page_stays() {
    let server = Server::start();
    assert_eq!(server.get("/_onrecord/findings").body, "");
    let host = format!("127.0.0.1:{}", server.port);
    let mut listening = BufReader::new(server.send("GET", "/_onrecord/events?page=%2Fen%2Fa%2F", &host));
    let head = "+++\ntitle = \"Title\ndate = 2026-01-02\n+++\n\nBroken head.\n";
    write(server.root(), "content/a/en.md", head);
    let findings = server.until("/_onrecord/findings", |answer| answer.head.contains("x-level: errors"));
    assert!(findings.body.contains("content/a/en.md:2:"), "{}", findings.body);
    let mut events = String::new();
    while !events.contains("event: findings\n") {
        assert!(listening.read_line(&mut events).expect("a line") > 0, "{events}");
    }
    let page = server.get("/en/a/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Broken head."), "shown as far as it can be made: {}", page.body);
    story(server.root(), "en", "Newer words [@nobody].");
    server.until("/en/a/", |answer| answer.body.contains("Newer words"));
    server.until("/_onrecord/findings", |answer| answer.body.contains("cite/unknown-source"));
    write(server.root(), "site.toml", "title = 1\n");
    server.until("/_onrecord/findings", |answer| answer.body.contains("site.toml:1:"));
    assert!(server.get("/en/a/").body.contains("Newer words"), "the whole old site stays");
    let settings = "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\", \"pt-BR\"]\n";
    write(server.root(), "site.toml", settings);
    story(server.root(), "en", "Right words.");
    server.until("/en/a/", |answer| answer.body.contains("Right words."));
    let findings = server.until("/_onrecord/findings", |answer| answer.body.is_empty());
    assert!(findings.head.contains("x-level: warnings"));
}

#[test]
fn a_site_that_cannot_be_built_is_served_once_it_can() {
    let folder = TempDir::new().expect("a folder");
    let mut command = program();
    command.args(["serve", "--port", "0", "--root"]).arg(folder.path());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs");
    let mut lines = BufReader::new(child.stderr.take().expect("standard error")).lines();
    let port = lines.by_ref().map(|line| line.expect("a line")).find_map(|line| {
        Some(
            line.strip_prefix("serving http://127.0.0.1:")?
                .split_once('/')?
                .0
                .parse::<u16>()
                .expect("a port"),
        )
    });
    std::thread::spawn(move || lines.for_each(drop));
    let server = Server { child, port: port.expect("a port"), folder };
    let nothing = server.get("/");
    assert_eq!(nothing.status, 404);
    assert!(nothing.body.contains("/_onrecord/reload.js"), "the browser hears of the first good build");
    assert!(server.get("/_onrecord/findings").body.contains("site/no-site"));
    story(server.root(), "en", "At last.");
    let settings = "base_url = \"https://example.org/\"\ntitle = \"Site\"\nlanguages = [\"en\"]\n";
    write(server.root(), "site.toml", settings);
    server.until("/en/a/", |answer| answer.body.contains("At last."));
}

#[test]
fn a_port_that_is_taken_is_told() {
    let server = Server::start();
    let port = server.port.to_string();
    let second = program()
        .args(["serve", "--port", &port, "--root"])
        .arg(server.root())
        .output()
        .expect("the program runs");
    assert_eq!(second.status.code(), Some(3));
    let said = crate::built::words(&second.stderr);
    assert!(said.contains(&format!("cannot listen on port {port}")) && said.contains("--port"), "{said}");
}
