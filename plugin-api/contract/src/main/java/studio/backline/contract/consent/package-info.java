/**
 * The core's ledger of what people allowed and withdrew; plugins write to it and read its
 * projection.
 */
@NullMarked
package studio.backline.contract.consent;

import org.jspecify.annotations.NullMarked;
