package dev.medialifecycle.benchmarks.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the requests of one connection as S3 would, as far as it is asked here. */
final class Service {
    private static final int LARGEST_PAGE = 1_000;

    private final KeySpace keys;
    private final Uploads uploads;
    private final Behaviour behaviour;
    private final Throttle throttle;
    private final Meter meter;
    private final DeleteBatch batch = new DeleteBatch();
    private final byte[] buffer = new byte[Pattern.PERIOD];

    Service(KeySpace keys, Uploads uploads, Behaviour behaviour, Throttle throttle, Meter meter) {
        this.keys = keys;
        this.uploads = uploads;
        this.behaviour = behaviour;
        this.throttle = throttle;
        this.meter = meter;
    }

    Answer answer(Head head, InputStream body) throws IOException {
        Answer answer = switch (head.method()) {
            case "POST" -> post(head, body);
            case "PUT" -> put(head, body);
            case "DELETE" -> delete(head);
            case "GET", "HEAD" -> read(head);
            default -> Answer.error(405, "MethodNotAllowed");
        };
        while (body.read(buffer) >= 0) {
            // What nobody wanted to read.
        }
        return answer;
    }

    private Answer post(Head head, InputStream body) throws IOException {
        if (head.asks("delete")) {
            return deleteAll(body);
        }
        if (head.asks("uploads")) {
            meter.request(0);
            return Answer.xml(
                    200,
                    "<InitiateMultipartUploadResult><Bucket>" + head.bucket() + "</Bucket><Key>" + head.key()
                            + "</Key><UploadId>" + uploads.begin() + "</UploadId></InitiateMultipartUploadResult>");
        }
        meter.request(0);
        String id = head.query().getOrDefault("uploadId", "");
        return uploads.complete(id, head.key())
                ? Answer.xml(
                        200,
                        "<CompleteMultipartUploadResult><Key>" + head.key()
                                + "</Key><ETag>\"0-1\"</ETag></CompleteMultipartUploadResult>")
                : Answer.error(404, "NoSuchUpload");
    }

    private Answer deleteAll(InputStream body) throws IOException {
        int asked = batch.read(body);
        if (asked > LARGEST_PAGE) {
            return Answer.error(400, "MalformedXML");
        }
        int done = behaviour.refusal() == Behaviour.Refusal.WHOLE && !throttle.takes(asked)
                ? 0
                : behaviour.refusal() == Behaviour.Refusal.WHOLE ? asked : throttle.taken(asked);
        meter.request(asked - done);
        if (done == 0 && behaviour.refusal() == Behaviour.Refusal.WHOLE) {
            return Answer.error(503, "SlowDown");
        }
        batch.remove(keys, done);
        return Answer.xml(200, batch.answer(), batch.answerLength());
    }

    private Answer delete(Head head) {
        String upload = head.query().get("uploadId");
        if (upload != null) {
            return uploads.abort(upload) ? Answer.empty(204) : Answer.error(404, "NoSuchUpload");
        }
        if (!throttle.takes(1)) {
            meter.request(1);
            return Answer.error(503, "SlowDown");
        }
        meter.request(0);
        uploads.remove(head.key());
        int number = KeySpace.number(head.key());
        if (number >= 0) {
            keys.remove(number);
        }
        return Answer.empty(204);
    }

    private Answer put(Head head, InputStream body) throws IOException {
        meter.request(0);
        String upload = head.query().get("uploadId");
        if (upload != null) {
            return uploads.part(upload, body, buffer) ? Answer.empty(200) : Answer.error(404, "NoSuchUpload");
        }
        if (head.key().isEmpty()) {
            return Answer.empty(200);
        }
        if (head.header("if-none-match") != null && uploads.size(head.key()) != null) {
            return Answer.error(412, "PreconditionFailed");
        }
        uploads.put(head.key(), body, buffer);
        return Answer.empty(200);
    }

    private Answer read(Head head) {
        meter.request(0);
        if (!head.key().isEmpty()) {
            Long size = sizeOf(head.key());
            return size == null ? Answer.error(404, "NoSuchKey") : blob(head, size);
        }
        if (head.method().equals("HEAD")) {
            return Answer.empty(200);
        }
        if (head.asks("versioning")) {
            return Answer.xml(200, "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>");
        }
        return Answer.xml(200, new Listing(keys, head.bucket()).page(head.query()));
    }

    private @Nullable Long sizeOf(String key) {
        Long sent = uploads.size(key);
        return sent == null && keys.has(KeySpace.number(key)) ? Long.valueOf(1) : sent;
    }

    private static Answer blob(Head head, long size) {
        String range = head.header("range");
        if (range == null) {
            return Answer.blob(0, size, size);
        }
        String[] ends = range.substring("bytes=".length()).split("-", 2);
        long from = Long.parseLong(ends[0]);
        long to = ends[1].isEmpty() ? size : Math.min(size, Long.parseLong(ends[1]) + 1);
        return from >= size ? Answer.error(416, "InvalidRange") : Answer.blob(from, to, size);
    }

    /** Pages of keys that are still there. */
    private record Listing(KeySpace keys, String bucket) {
        String page(Map<String, String> query) {
            int most = Math.min(LARGEST_PAGE, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
            String prefix = query.getOrDefault("prefix", "");
            int number = Integer.parseInt(query.getOrDefault("continuation-token", "0"));
            StringBuilder entries = new StringBuilder(most * 256);
            int count = 0;
            for (; number < keys.size() && count < most; number++) {
                if (keys.has(number)) {
                    String key = KeySpace.key(number);
                    if (key.startsWith(prefix)) {
                        entry(entries, key);
                        count++;
                    }
                }
            }
            boolean isLast = number >= keys.size();
            return "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>" + bucket
                    + "</Name><Prefix>" + prefix + "</Prefix><EncodingType>url</EncodingType><KeyCount>" + count
                    + "</KeyCount><MaxKeys>" + most + "</MaxKeys><IsTruncated>" + !isLast + "</IsTruncated>"
                    + (isLast ? "" : "<NextContinuationToken>" + number + "</NextContinuationToken>") + entries
                    + "</ListBucketResult>";
        }

        private static void entry(StringBuilder entries, String key) {
            entries.append("<Contents><Key>")
                    .append(key)
                    .append("</Key><LastModified>2026-11-01T00:00:00.000Z</LastModified>")
                    .append("<ETag>&quot;9b1de5a07c3f4e218f6a000000000000&quot;</ETag><Size>1</Size>")
                    .append("<StorageClass>STANDARD</StorageClass></Contents>");
        }
    }
}
