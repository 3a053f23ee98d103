package studio.backline.platform.backup;

/** Something about backups cannot be done; nothing half done is left. */
public final class BackupRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String what;
    private final String remedy;

    /**
     * @param code stable, for programs
     * @param what what is wrong
     * @param remedy what to do about it
     */
    public BackupRefusedException(String code, String what, String remedy) {
        super((what + " " + remedy).strip());
        this.code = code;
        this.what = what;
        this.remedy = remedy;
    }

    /** Stable, for programs. */
    public String code() {
        return code;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
