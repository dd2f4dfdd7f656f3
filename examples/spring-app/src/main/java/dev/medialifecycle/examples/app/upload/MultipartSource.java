package dev.medialifecycle.examples.app.upload;

import dev.medialifecycle.blob.BlobSource;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.multipart.MultipartFile;

/** A part of a form as the validator wants it: to be opened as often as needed. */
record MultipartSource(MultipartFile file) implements BlobSource {
    @Override
    public long size() {
        return file.getSize();
    }

    @Override
    public InputStream open() throws IOException {
        return file.getInputStream();
    }
}
