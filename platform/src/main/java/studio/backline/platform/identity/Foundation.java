package studio.backline.platform.identity;

import java.text.Normalizer;
import java.util.Locale;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.WorkspaceId;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.tenancy.InvalidSlugException;
import studio.backline.platform.tenancy.Slug;
import studio.backline.platform.tenancy.Workspace;
import studio.backline.platform.tenancy.Workspaces;

/** A workspace for somebody, with its key; its slug follows from its name. */
final class Foundation {

    private final Workspaces workspaces;
    private final WorkspaceKeys keys;

    Foundation(Workspaces workspaces, WorkspaceKeys keys) {
        this.workspaces = workspaces;
        this.keys = keys;
    }

    /** Inside the caller's transaction. A key whose workspace was rolled back seals nothing. */
    WorkspaceId found(String name, AccountId owner) {
        String slug = slug(name);
        if (workspaces.bySlug(slug).isPresent()) {
            slug = distinct(slug);
        }
        Workspace workspace = workspaces.create(name, slug, owner);
        keys.create(workspace.id());
        return workspace.id();
    }

    /** A slug like the name, where letters and digits allow one. */
    static String slug(String name) {
        String plain =
                Normalizer.normalize(name, Normalizer.Form.NFKD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(Slug.MAX_LENGTH, plain.length()));
        String slug = cut.replaceAll("^-+|-+$", "");
        try {
            return new Slug(slug).value();
        } catch (InvalidSlugException e) {
            // A reserved word, or a name in letters of another script.
            return distinct(slug);
        }
    }

    private static String distinct(String slug) {
        String tail = SecureTokens.oneTimeCode().substring(0, 4).toLowerCase(Locale.ROOT);
        int room = Slug.MAX_LENGTH - tail.length() - 1;
        String head = slug.isEmpty() ? "w" : slug.substring(0, Math.min(room, slug.length()));
        return head.replaceAll("-+$", "") + "-" + tail;
    }
}
