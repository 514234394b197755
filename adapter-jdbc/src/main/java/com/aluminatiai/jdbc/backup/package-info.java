/** Every table of ours out of a database and into another. */
package com.aluminatiai.jdbc.backup;
