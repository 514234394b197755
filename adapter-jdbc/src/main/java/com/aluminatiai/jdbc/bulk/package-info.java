/** Workloads by the thousand: COPY in, cursors out, on connections beside the pool. */
package com.aluminatiai.jdbc.bulk;
