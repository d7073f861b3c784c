#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
