//! Answers of the preview server: outputs, the reload script, events.

use std::io::Write;
use std::sync::PoisonError;

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::publish::Output;
use crate::serve::{Shared, Shown};

/// The script that the preview adds to each page; never part of an output.
const SCRIPT: &str = include_str!("reload.js");
/// Where the server's own answers stand: no output begins like that.
const OWN: &str = "/_onrecord/";

/// What stands in for a site of which nothing could be built; the overlay says why.
const NOTHING_YET: &str = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>onrecord</title>\n<p>Nothing could be built yet.</p>\n";

/// A browser that waits for changes of the page that it shows.
pub(super) struct Listener {
    /// Path of the page's file in the outputs.
    page: String,
    stream: Box<dyn Write + Send>,
}

impl Listener {
    /// Tells what changed, if it concerns this page; `false` if the browser is gone.
    pub(super) fn tell(&mut self, changed: &[String], findings_changed: bool) -> bool {
        let mut events = String::new();
        if changed.contains(&self.page)
            || changed.iter().any(|path| path.ends_with(".svg") || path.ends_with(".png"))
        {
            events.push_str("event: reload\ndata: page\n\n");
        } else if let Some(style) = changed.iter().find(|path| path.ends_with(".css")) {
            events.push_str(&format!("event: style\ndata: /{style}\n\n"));
        }
        if findings_changed {
            events.push_str("event: findings\ndata: changed\n\n");
        }
        // A comment keeps the connection and finds browsers that are gone.
        events.push_str(": ok\n\n");
        self.stream.write_all(events.as_bytes()).and_then(|()| self.stream.flush()).is_ok()
    }
}

/// Answers requests for ever.
pub(super) fn answer(server: &Server, shared: &Shared, port: u16) {
    while let Ok(request) = server.recv() {
        if is_local(&request, port) {
            respond(request, shared);
        } else {
            let _ = request.respond(
                Response::from_string("this server answers 127.0.0.1 and localhost only")
                    .with_status_code(421),
            );
        }
    }
}

/// A page of the web can make a name point to this machine; the browser then sends that name.
fn is_local(request: &Request, port: u16) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let host = host.map(|header| header.value.as_str()).unwrap_or_default();
    [format!("127.0.0.1:{port}"), format!("localhost:{port}")].iter().any(|own| own == host)
}

fn respond(request: Request, shared: &Shared) {
    let url = request.url().to_owned();
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if !matches!(request.method(), Method::Get | Method::Head) {
        let _ = request.respond(Response::from_string("only GET and HEAD").with_status_code(405));
        return;
    }
    let shown = shared.shown.read().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(own) = path.strip_prefix(OWN) {
        own_answer(request, own, &url, &shown, shared);
        return;
    }
    let decoded = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy().into_owned();
    let file =
        if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded };
    let drawn = |path: &str| {
        let (bytes, _) = shown.outputs.picture(path)?.png(&shared.faces, &shared.pictures)?;
        Some(Output { bytes, media_type: "image/png" })
    };
    let find = |path: &str| shown.outputs.get(path).cloned().or_else(|| drawn(path));
    let (status, output) = match find(&file) {
        Some(output) => (200, Some(output)),
        None if find(&format!("{file}/index.html")).is_some() => {
            // From the root of this server: `//name` would be another one's.
            let location = header("Location", &format!("/{}/", path.trim_start_matches('/')));
            let _ = request.respond(Response::from_string("").with_status_code(302).with_header(location));
            return;
        }
        None => (404, find("404.html")),
    };
    let Some(output) = output else {
        let page = with_script(NOTHING_YET.as_bytes());
        let response = Response::from_data(page)
            .with_status_code(404)
            .with_header(header("Content-Type", "text/html; charset=utf-8"))
            .with_header(header("Cache-Control", "no-store"));
        let _ = request.respond(response);
        return;
    };
    let body = if output.media_type.starts_with("text/html") {
        with_script(&output.bytes)
    } else {
        output.bytes.to_vec()
    };
    let response = Response::from_data(body)
        .with_status_code(status)
        .with_header(header("Content-Type", output.media_type))
        .with_header(header("Cache-Control", "no-store"));
    let _ = request.respond(response);
}

fn own_answer(request: Request, own: &str, url: &str, shown: &Shown, shared: &Shared) {
    match own {
        "reload.js" => {
            let script = Response::from_string(SCRIPT)
                .with_header(header("Content-Type", "text/javascript; charset=utf-8"));
            let _ = request.respond(script.with_header(header("Cache-Control", "no-store")));
        }
        "findings" => {
            let level = if shown.has_errors { "errors" } else { "warnings" };
            let text = Response::from_string(&*shown.findings)
                .with_header(header("Content-Type", "text/plain; charset=utf-8"));
            let _ = request.respond(
                text.with_header(header("X-Level", level)).with_header(header("Cache-Control", "no-store")),
            );
        }
        "events" => {
            let page = url.split_once("page=").map_or("", |(_, page)| page);
            let page = percent_decode_str(page).decode_utf8_lossy().trim_start_matches('/').to_owned();
            let page =
                if page.is_empty() || page.ends_with('/') { format!("{page}index.html") } else { page };
            let mut stream = request.into_writer();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n: ok\n\n";
            if stream.write_all(head.as_bytes()).and_then(|()| stream.flush()).is_ok() {
                shared
                    .listeners
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(Listener { page, stream });
            }
        }
        _ => {
            let _ = request.respond(Response::from_string("no such answer").with_status_code(404));
        }
    }
}

/// The page with the reload script at its end.
fn with_script(page: &[u8]) -> Vec<u8> {
    let mut page = page.to_vec();
    page.extend_from_slice(format!("<script src=\"{OWN}reload.js\"></script>\n").as_bytes());
    page
}

fn header(name: &str, value: &str) -> Header {
    let made = Header::from_bytes(name.as_bytes(), value.as_bytes());
    made.unwrap_or_else(|()| Header::from_bytes(&b"X-Header"[..], &b"unusable"[..]).expect("plain ASCII"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().expect("one thread").extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn told(changed: &[&str], findings_changed: bool) -> String {
        let stream = Written::default();
        let mut listener = Listener { page: "en/index.html".to_owned(), stream: Box::new(stream.clone()) };
        let changed: Vec<String> = changed.iter().map(|path| (*path).to_owned()).collect();
        assert!(listener.tell(&changed, findings_changed));
        String::from_utf8(stream.0.lock().expect("one thread").clone()).expect("text")
    }

    #[test]
    fn only_browsers_that_show_the_page_reload() {
        assert!(told(&["en/index.html"], false).contains("event: reload"));
        assert!(!told(&["en/other/index.html"], false).contains("event"));
        assert!(told(&["assets/a.css", "en/other/index.html"], false).contains("event: style"));
        assert!(told(&[], true).contains("event: findings"));
    }
}
