package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.upload.UploadRejectedException;
import dev.medialifecycle.upload.UploadValidator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Upload validation alone: what the bytes are, whatever anybody says about them. */
public final class ValidateAlone {
    private ValidateAlone() {}

    public static void main(String[] args) throws Exception {
        UploadValidator validator =
                new UploadValidator(UploadPolicy.images("any", "any", KeyTemplate.of("{owner}/{uuid}.{ext}")));
        Path photo = Photos.jpeg(Files.createTempDirectory("validate-alone"), "photo.jpg", 1);
        System.out.println(validator.validate(source(Files.readAllBytes(photo)), "image/jpeg", "photo.jpg"));

        boolean isRefused = false;
        try {
            byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
            validator.validate(source(page), "image/png", "innocent.png");
        } catch (UploadRejectedException e) {
            System.out.println(e.violations());
            isRefused = true;
        }
        System.out.println(isRefused ? "PASS" : "FAIL");
        System.exit(isRefused ? 0 : 1);
    }

    private static BlobSource source(byte[] bytes) throws IOException {
        return new BlobSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
