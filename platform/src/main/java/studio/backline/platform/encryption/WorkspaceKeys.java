package studio.backline.platform.encryption;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.ring.KeyRing;
import studio.backline.platform.encryption.ring.KeyRings;
import studio.backline.platform.encryption.ring.OpenedRing;

/**
 * One key per workspace, in a file of its own. Destroying it makes all that it sealed unreadable.
 */
public final class WorkspaceKeys {

    /**
     * Stands for the instance itself: what belongs to no workspace is sealed with a key of its own.
     */
    public static final WorkspaceId INSTANCE = new WorkspaceId(new UUID(0, 0));

    private static final String INSTANCE_KEY_ID = "0000000000000000";
    private static final int KEY_BYTES = 32;
    private static final String FIELDS = "instance-fields";
    private static final String INDEX = "instance-index";

    private final KeyStore store;
    private final KeyRings rings;
    private final Consumer<WorkspaceKeyEvent> listener;

    /** Over a key store; the listener hears of each key made or destroyed. */
    public WorkspaceKeys(KeyStore store, Consumer<WorkspaceKeyEvent> listener) {
        this.store = store;
        this.rings =
                new KeyRings(
                        store.instance(),
                        store.folder(),
                        "workspaces",
                        Optional.of(
                                new KeyRings.Apart(
                                        INSTANCE.value(),
                                        store.folder().resolve("fields.keys"),
                                        this::ofInstance,
                                        this::forgetFormer)));
        this.listener = listener;
    }

    /** Makes the workspace's key where there is none; asked twice, also at once, it makes one. */
    public void create(WorkspaceId workspace) {
        if (!workspace.equals(INSTANCE) && rings.create(workspace.value())) {
            listener.accept(new WorkspaceKeyEvent(workspace, WorkspaceKeyEvent.Change.CREATED));
        }
    }

    /** Reads each key's file anew before its next use; another node may have destroyed it. */
    public void forget() {
        rings.forget();
    }

    /**
     * Destroys the workspace's key for ever. Asked twice, or after a crash, it finishes the work.
     */
    public void destroy(WorkspaceId workspace) {
        if (rings.destroy(workspace.value())) {
            listener.accept(new WorkspaceKeyEvent(workspace, WorkspaceKeyEvent.Change.DESTROYED));
        }
    }

    /** Whether the workspace has a key. */
    public boolean exists(WorkspaceId workspace) {
        return rings.exists(workspace.value());
    }

    /**
     * Whether these keys may be those of a database that does not say whose it is: they open the
     * key of one of its workspaces, or destroyed it, or have none to open and are not new.
     *
     * @param workspaces the database's
     */
    public boolean mayBelongTo(Collection<WorkspaceId> workspaces) {
        return workspaces.isEmpty()
                ? !store.isNew()
                : workspaces.stream()
                        .anyMatch(each -> isDestroyed(each) || rings.opens(each.value()));
    }

    /** Whether the workspace had a key that was destroyed: what it sealed is meant to stay shut. */
    public boolean isGone(WorkspaceId workspace) {
        return isDestroyed(workspace);
    }

    boolean isDestroyed(WorkspaceId workspace) {
        return rings.isDestroyed(workspace.value());
    }

    void tell(WorkspaceId workspace, WorkspaceKeyEvent.Change change) {
        listener.accept(new WorkspaceKeyEvent(workspace, change));
    }

    KeyRings rings() {
        return rings;
    }

    /** For what was sealed with this key. */
    Optional<OpenedRing> find(WorkspaceId workspace, String keyId) {
        return rings.find(workspace.value(), keyId);
    }

    Optional<OpenedRing> find(WorkspaceId workspace, byte[] envelope) {
        return rings.find(workspace.value(), envelope);
    }

    Optional<OpenedRing> find(WorkspaceId workspace) {
        return rings.find(workspace.value());
    }

    OpenedRing require(WorkspaceId workspace) {
        return find(workspace)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Workspace %s has no key%s."
                                                .formatted(
                                                        workspace,
                                                        isDestroyed(workspace)
                                                                ? ": it was destroyed"
                                                                : " in " + rings.folder())));
    }

    private KeyRing ofInstance() {
        KeyRing.Key key = new KeyRing.Key(INSTANCE_KEY_ID, store.secret(FIELDS, KEY_BYTES));
        return new KeyRing(INSTANCE.value(), List.of(key), store.secret(INDEX, KEY_BYTES));
    }

    /** They are in the ring from now on, and must not outlive what becomes of them there. */
    private void forgetFormer() {
        store.forget(FIELDS);
        store.forget(INDEX);
    }
}
