package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.examples.quickstart.Errands.Errand;
import dev.medialifecycle.examples.quickstart.Errands.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Compares what is left with what was meant: files, rows, and what the host was told. */
final class Audit {
    private final SharedHost host;
    private int broken;

    Audit(SharedHost host) {
        this.host = host;
    }

    int broken(List<Errand> errands) throws IOException {
        Map<UUID, Integer> live = livePictures();
        Set<BlobLocation> expected = new HashSet<>();
        int lost = 0;
        for (Map.Entry<UUID, Integer> picture : live.entrySet()) {
            Asset asset = host.media().asset(new AssetId(picture.getKey())).orElseThrow();
            expected.add(asset.location());
            lost += asset.state() == AssetState.ACTIVE && isWhole(asset, picture.getValue()) ? 0 : 1;
        }
        promise(live.size() + " live pictures, each there byte for byte", lost);
        promise("every live picture that was meant is live", missing(errands, live));
        promise("every released picture is DELETED, and its file is gone", undeleted(errands));
        promise("no file is there that nobody refers to", (int) orphans(expected));
        promise("the outbox is empty and nothing was given up", host.errands().count("SELECT COUNT(*) FROM ml_outbox"));
        tellings(errands);
        return broken;
    }

    private Map<UUID, Integer> livePictures() {
        Map<UUID, Integer> live = new HashMap<>();
        host.errands()
                .query(
                        "SELECT asset_id, errand FROM picture",
                        row -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                .forEach(row -> live.put(row.getKey(), row.getValue()));
        return live;
    }

    private boolean isWhole(Asset asset, int number) throws IOException {
        if (host.disk().stat(asset.location()).isEmpty()) {
            return false;
        }
        try (InputStream bytes = host.disk().open(asset.location(), ByteRange.all())) {
            return Arrays.equals(bytes.readAllBytes(), Clip.bytes(number));
        }
    }

    /** By what the parent planned, which no node can change. */
    private int missing(List<Errand> errands, Map<UUID, Integer> live) {
        int missing = 0;
        Set<Integer> numbers = new HashSet<>(live.values());
        for (Errand errand : errands) {
            boolean isLive = errand.kind() == Kind.UPLOAD
                    ? numbers.contains(errand.number())
                    : live.containsKey(errand.assetId().value());
            missing += isLive == (errand.kind() != Kind.RELEASE) ? 0 : 1;
        }
        return missing + Math.abs(live.size() - numbers.size());
    }

    private int undeleted(List<Errand> errands) {
        int undeleted = 0;
        for (Errand errand : errands) {
            if (errand.kind() == Kind.RELEASE) {
                Asset asset = host.media().asset(errand.assetId()).orElseThrow();
                boolean isGone = asset.state() == AssetState.DELETED
                        && host.disk().stat(asset.location()).isEmpty();
                undeleted += isGone ? 0 : 1;
            }
        }
        return undeleted;
    }

    private long orphans(Set<BlobLocation> expected) {
        long orphans = 0;
        String token = null;
        do {
            var page = host.disk().list("pictures", "", token);
            orphans += page.blobs().stream()
                    .map(StoredBlob::location)
                    .filter(at -> !expected.contains(at))
                    .count();
            token = page.nextToken();
        } while (token != null);
        return orphans;
    }

    private void tellings(List<Errand> errands) {
        Errands rows = host.errands();
        promise(
                "no change of an asset was told twice",
                rows.count(
                        "SELECT COUNT(*) FROM (SELECT subject FROM told WHERE event IN"
                                + " ('accepted', 'quarantined', 'deleted') GROUP BY subject, event HAVING COUNT(*) > 1) twice"));
        promise(
                "nothing was told deleted that is live",
                rows.count("SELECT COUNT(*) FROM told JOIN picture ON asset_id = subject WHERE event = 'deleted'"));
        promise(
                "the end of every job was told at least once",
                rows.count("SELECT COUNT(*) FROM errand WHERE kind = 'FAILING_JOB' AND NOT EXISTS"
                        + " (SELECT 1 FROM told WHERE subject = job_id AND event = 'job failed')"));
        promise(
                "no end of a job was told that never ended",
                rows.count("SELECT COUNT(*) FROM told WHERE event = 'job failed' AND NOT EXISTS"
                        + " (SELECT 1 FROM errand WHERE job_id = subject)"));
        long released =
                errands.stream().filter(errand -> errand.kind() == Kind.RELEASE).count();
        long told = rows.count("SELECT COUNT(*) FROM told t JOIN errand e ON e.asset_id = t.subject"
                + " WHERE t.event = 'deleted' AND e.kind = 'RELEASE'");
        System.out.println(
                "    told: " + told + " of " + released + " deletions (at most once each: what is missing died"
                        + " with its teller), "
                        + rows.count("SELECT COUNT(*) FROM told WHERE event = 'deleted' AND verdict = 'ALREADY_ABSENT'")
                        + " of a file that was gone already; "
                        + rows.count("SELECT COUNT(*) FROM (SELECT subject FROM told WHERE event = 'job failed'"
                                + " GROUP BY subject HAVING COUNT(*) > 1) twice")
                        + " ends of jobs more than once");
    }

    private void promise(String text, long exceptions) {
        System.out.println((exceptions == 0 ? "  [kept]   " : "  [BROKEN] ")
                + text
                + (exceptions == 0 ? "" : ": " + exceptions + " exceptions"));
        broken += exceptions == 0 ? 0 : 1;
    }
}
