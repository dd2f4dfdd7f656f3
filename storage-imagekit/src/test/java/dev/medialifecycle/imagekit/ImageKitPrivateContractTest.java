package dev.medialifecycle.imagekit;

/** The same with files that are served to signed URLs only. */
class ImageKitPrivateContractTest extends ImageKitContractTest {
    @Override
    protected ImageKitStorageBuilder builder() {
        return super.builder().privateFiles();
    }

    @Override
    protected int many() {
        return 250;
    }
}
