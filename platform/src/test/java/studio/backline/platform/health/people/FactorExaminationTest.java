package studio.backline.platform.health.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.core.Core;
import studio.backline.platform.encryption.otp.TimeBasedCode;
import studio.backline.platform.health.Finding;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.signin.FactorDuty;

class FactorExaminationTest {

    private static Core core;

    @BeforeAll
    static void start() {
        core = Core.fresh();
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void whoLacksAFactorAndWhomAnotherNameWouldCostTheirs() {
        AccountId operator = someone("operator", true);
        AccountId member = someone("member", false);
        assertThat(keys(true)).containsExactly("second-factor.lacking");
        assertThat(keys(false)).containsExactly("second-factor.local");

        SecondFactors factors = core.bean(SecondFactors.class);
        byte[] secret = factors.authenticators().offer(operator);
        long step = TimeBasedCode.step(core.clock().instant());
        assertThat(factors.authenticators().confirm(operator, TimeBasedCode.at(secret, step)))
                .isTrue();
        assertThat(keys(true)).containsExactly("second-factor.good");

        passkey(member, "localhost");
        assertThat(keys(true)).containsExactly("second-factor.good", "second-factor.bound");
        core.behind().sql("update backline.passkey set domain = 'old.example'").update();
        assertThat(keys(true)).containsExactly("second-factor.good", "second-factor.lost");
        assertThat(factors.asked(member)).as("the password alone is no way round it").isTrue();
        assertThat(factors.takesCode(member)).isTrue();
    }

    private static List<String> keys(boolean reached) {
        return new FactorExamination(
                        core.bean(FactorDuty.class), core.bean(SecondFactors.class), reached)
                .examine().stream().map(Finding::key).toList();
    }

    private static AccountId someone(String name, boolean operator) {
        AccountId id = AccountId.next();
        String mail = name + "@example.org";
        core.behind()
                .sql(
                        """
                        insert into backline.account
                            (id, email, email_key, display_name, operator, created_at)
                        values (?, ?, ?, 'Someone', ?, now())
                        """)
                .params(id.value(), mail, mail, operator)
                .update();
        return id;
    }

    private static void passkey(AccountId owner, String domain) {
        core.behind()
                .sql(
                        """
                        insert into backline.passkey (id, account_id, credential_id, public_key,
                            signature_count, verified, backup_eligible, backed_up, transports,
                            attestation, label, domain, created_at)
                        values (gen_random_uuid(), ?, '\\x01', '\\x02', 0, true, false, false, '',
                            '\\x03', 'Key', ?, now())
                        """)
                .params(owner.value(), domain)
                .update();
    }
}
