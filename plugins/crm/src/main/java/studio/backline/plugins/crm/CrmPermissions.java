package studio.backline.plugins.crm;

import studio.backline.contract.permission.Permission;

/** What a member may do with people; declared with default roles in {@code plugin.yaml}. */
public final class CrmPermissions {

    /** See people and organisations. */
    public static final Permission VIEW = new Permission("crm.view");

    /** Add, change and delete them. */
    public static final Permission EDIT = new Permission("crm.edit");

    /** Read and write private notes. */
    public static final Permission NOTES = new Permission("crm.notes");

    /** Import files, and undo an import. */
    public static final Permission IMPORT = new Permission("crm.import");

    /** Take all people out as a file. */
    public static final Permission EXPORT = new Permission("crm.export");

    private CrmPermissions() {}
}
