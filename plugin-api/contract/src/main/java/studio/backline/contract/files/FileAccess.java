package studio.backline.contract.files;

/**
 * A contribution: says who may open a plugin's files at their {@linkplain FileAddress address}. A
 * plugin without one has files that only its own code opens.
 */
@FunctionalInterface
public interface FileAccess {

    /**
     * Whether the caller may open a file of this plugin and of the caller's workspace. Asked on
     * each request of a browser, on its thread and outside any transaction, with the plugin's class
     * loader as context class loader; where there are several, all have to agree. Look up the row
     * that names the file, and ask for the permission to see that row.
     */
    boolean mayOpen(FileId file);
}
