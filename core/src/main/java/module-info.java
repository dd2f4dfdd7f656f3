/** Media from upload to deletion: the facade, its SPIs and its values. */
module dev.medialifecycle.core {
    requires java.net.http;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static org.jspecify;
    requires static transitive jdk.httpserver;

    exports dev.medialifecycle;
    exports dev.medialifecycle.asset;
    exports dev.medialifecycle.blob;
    exports dev.medialifecycle.diagnosis;
    exports dev.medialifecycle.error;
    exports dev.medialifecycle.httpserver;
    exports dev.medialifecycle.job;
    exports dev.medialifecycle.listener;
    exports dev.medialifecycle.local;
    exports dev.medialifecycle.memory;
    exports dev.medialifecycle.outbox;
    exports dev.medialifecycle.release;
    exports dev.medialifecycle.relocation;
    exports dev.medialifecycle.repository;
    exports dev.medialifecycle.rest;
    exports dev.medialifecycle.retention;
    exports dev.medialifecycle.sweep;
    exports dev.medialifecycle.upload;
    exports dev.medialifecycle.webhook;

    uses dev.medialifecycle.blob.StorageProviderFactory;

    provides dev.medialifecycle.blob.StorageProviderFactory with
            dev.medialifecycle.local.LocalStorageFactory;
}
