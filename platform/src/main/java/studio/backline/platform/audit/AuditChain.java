package studio.backline.platform.audit;

/** Which chain is meant. */
public enum AuditChain {
    /** That of the caller's workspace. */
    WORKSPACE,
    /** The instance's own, which tells of accounts, plugins, settings and backups. */
    INSTANCE
}
