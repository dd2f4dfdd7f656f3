package dev.medialifecycle.benchmarks.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request to delete many keys, read by looking for its tags, and answered key by key; used again and again by one thread. */
final class DeleteBatch {
    private static final byte[] KEY = ascii("<Key>");
    private static final byte[] QUIET = ascii("<Quiet>true</Quiet>");
    private static final byte[] BEGIN = ascii(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DeleteResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    private static final byte[] END = ascii("</DeleteResult>");
    private static final byte[] DELETED = ascii("<Deleted><Key>");
    private static final byte[] DELETED_END = ascii("</Key></Deleted>");
    private static final byte[] REFUSED = ascii("<Error><Key>");
    private static final byte[] REFUSED_END =
            ascii("</Key><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>");

    private byte[] request = new byte[1 << 17];
    private int length;
    private int[] keys = new int[2_000];
    private int count;
    private byte[] answer = new byte[1 << 18];
    private int written;

    /** Takes in a whole request and answers how many keys it names. */
    int read(InputStream body) throws IOException {
        length = 0;
        for (int read = body.read(request); read >= 0; read = body.read(request, length, request.length - length)) {
            length += read;
            if (length == request.length) {
                request = Arrays.copyOf(request, 2 * length);
            }
        }
        count = 0;
        for (int at = find(KEY, 0); at >= 0; at = find(KEY, at)) {
            int begin = at + KEY.length;
            at = begin;
            while (request[at] != '<') {
                at++;
            }
            if (2 * count + 2 > keys.length) {
                keys = Arrays.copyOf(keys, 2 * keys.length);
            }
            keys[2 * count] = begin;
            keys[2 * count + 1] = at;
            count++;
        }
        return count;
    }

    /** Removes the first {@code done} keys and writes the answer for all. */
    void remove(KeySpace from, int done) {
        boolean isQuiet = find(QUIET, 0) >= 0;
        written = 0;
        write(BEGIN, 0, BEGIN.length);
        for (int key = 0; key < count; key++) {
            int begin = keys[2 * key];
            int end = keys[2 * key + 1];
            if (key >= done) {
                entry(REFUSED, begin, end, REFUSED_END);
                continue;
            }
            from.remove(KeySpace.number(request, begin, end));
            if (!isQuiet) {
                entry(DELETED, begin, end, DELETED_END);
            }
        }
        write(END, 0, END.length);
    }

    byte[] answer() {
        return answer;
    }

    int answerLength() {
        return written;
    }

    private void entry(byte[] before, int begin, int end, byte[] after) {
        write(before, 0, before.length);
        write(request, begin, end);
        write(after, 0, after.length);
    }

    private void write(byte[] bytes, int begin, int end) {
        int size = end - begin;
        if (written + size > answer.length) {
            answer = Arrays.copyOf(answer, 2 * (written + size));
        }
        System.arraycopy(bytes, begin, answer, written, size);
        written += size;
    }

    private int find(byte[] wanted, int from) {
        byte first = wanted[0];
        int last = length - wanted.length;
        for (int at = from; at <= last; at++) {
            if (request[at] == first && Arrays.equals(request, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
