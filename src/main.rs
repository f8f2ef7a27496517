//! scratch
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    let mut world = onrecord::MemoryWorld::new("2026-11-01T00:00:00Z".parse().unwrap());
    for top in ["site.toml", "content", "themes"] {
        for e in walkdir::WalkDir::new(format!("{root}/{top}")).into_iter().flatten().filter(|e| e.file_type().is_file()) {
            let p = e.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            world.insert(&p, std::fs::read(e.path()).unwrap());
        }
    }
    let mut memo = onrecord::Memo::default();
    let t = std::time::Instant::now();
    let b = onrecord::build(&world, &onrecord::Options::default(), &mut memo);
    eprintln!("{}", onrecord::render_diagnostics(&b.diagnostics, &world, onrecord::Format::Human, false));
    eprintln!("{:?} {:?}", b.stats, t.elapsed());
    let _ = std::fs::remove_dir_all(&out);
    for (p, o) in b.outputs.iter() {
        let f = format!("{out}/{p}");
        std::fs::create_dir_all(std::path::Path::new(&f).parent().unwrap()).unwrap();
        std::fs::write(f, &o.bytes).unwrap();
    }
}
