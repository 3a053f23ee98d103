package studio.backline.platform.outbound.wire;

/** Counts the bytes of contents, as they pass. May be called from several threads. */
public interface Traffic {

    /** So many more were sent. */
    void sent(long bytes);

    /** So many more were read, after decompression. */
    void received(long bytes);
}
