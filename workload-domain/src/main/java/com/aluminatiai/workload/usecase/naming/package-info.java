/** What owners call things. */
package com.aluminatiai.workload.usecase.naming;
