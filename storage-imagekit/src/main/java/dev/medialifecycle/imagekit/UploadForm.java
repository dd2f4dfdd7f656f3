package dev.medialifecycle.imagekit;

import dev.medialifecycle.blob.MeasuredStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The body of an upload: fields, then the bytes, read while they are sent. */
final class UploadForm {
    private final String boundary = "medialifecycle-" + UUID.randomUUID();
    private final byte[] head;
    private final byte[] tail;

    /** Values hold no line break; the file's own content type is what its sender says. */
    UploadForm(Map<String, String> fields, String contentType) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> part(text, "form-data; name=\"" + name + "\"")
                .append("\r\n")
                .append(value)
                .append("\r\n"));
        part(text, "form-data; name=\"file\"; filename=\"blob\"")
                .append("Content-Type: ")
                .append(contentType)
                .append("\r\n\r\n");
        head = text.toString().getBytes(StandardCharsets.UTF_8);
        tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    long size(long fileSize) {
        return head.length + fileSize + tail.length;
    }

    /** Closing it closes the file's stream. */
    InputStream open(MeasuredStream file) {
        return new SequenceInputStream(
                Collections.enumeration(List.of(new ByteArrayInputStream(head), file, new ByteArrayInputStream(tail))));
    }

    private StringBuilder part(StringBuilder text, String disposition) {
        return text.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: ")
                .append(disposition)
                .append("\r\n");
    }
}
